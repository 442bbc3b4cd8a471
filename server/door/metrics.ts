import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

/** Everything `/metrics` shows. */
export const registry = new Registry()

collectDefaultMetrics({ register: registry })

/** How long requests took and how they ended. */
export const requestSeconds = new Histogram({
  name: 'parley_request_seconds',
  help: 'Time from the door to the answer, by request and outcome (ok or the refusal)',
  labelNames: ['request', 'outcome'],
  buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
  registers: [registry],
})

/** Open sockets by door. */
export const openSockets = new Gauge({
  name: 'parley_open_sockets',
  help: 'Sockets connected now, by door',
  labelNames: ['door'],
  registers: [registry],
})
