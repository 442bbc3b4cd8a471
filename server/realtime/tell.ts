import type { AgentNamespace, VisitorNamespace } from './namespaces'
import type { Tell } from './signals'

/** Says things that are true only now to whoever stands in a room. */
export const tellRooms = (agents: AgentNamespace, visitors: VisitorNamespace): Tell => ({
  agents: (room, name, data, except = []) =>
    void agents
      .to(room)
      .except([...except])
      .volatile.emit('signal', name, data as never),
  visitors: (room, name, data) => void visitors.to(room).volatile.emit('signal', name, data as never),
})
