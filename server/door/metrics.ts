import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

/** Everything `/metrics` shows. */
export const registry = new Registry()

collectDefaultMetrics({ register: registry })

/** How long requests took and how they ended. */
export const requestSeconds = new Histogram({
  name: 'parley_request_seconds',
  help: 'Time from the door to the answer, by request and outcome (ok, the refusal, or gone where whoever asked left before the end)',
  labelNames: ['request', 'outcome'],
  buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
  registers: [registry],
})

/** How late the last look at the event loop was. */
export const eventLoopLag = new Gauge({
  name: 'parley_event_loop_lag_seconds',
  help: 'How far the event loop lags behind, sampled four times a second',
  registers: [registry],
})

/** How large the log of the database is. */
export const logBytes = new Gauge({
  name: 'parley_database_log_bytes',
  help: 'Size of the write-ahead log; it grows while another program holds an old snapshot of the database',
  registers: [registry],
})

/** Handshakes that were refused, and why. */
export const refusedHandshakes = new Counter({
  name: 'parley_refused_handshakes_total',
  help: 'Sockets refused at a door, by refusal',
  labelNames: ['code'],
  registers: [registry],
})

/** Sockets that were cut, and why. */
export const cutSockets = new Counter({
  name: 'parley_cut_sockets_total',
  help: 'Sockets ended by the server: slow, malformed, or a right that is gone',
  labelNames: ['reason'],
  registers: [registry],
})

/** Open sockets by door. */
export const openSockets = new Gauge({
  name: 'parley_open_sockets',
  help: 'Sockets connected now, by door',
  labelNames: ['door'],
  registers: [registry],
})
