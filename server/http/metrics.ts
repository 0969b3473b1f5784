/** Counters of this process in Prometheus' text format (0.0.4). */
import { timingSafeEqual } from "node:crypto";

const BUCKETS_S = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] as const;
type Histogram = { counts: number[]; sum: number; count: number };

export class Metrics {
  readonly #requests = new Map<string, number>();
  readonly #latency = new Map<string, Histogram>();
  readonly #gauges: Record<string, { help: string; read: () => number }>;

  /** `gauges` are read when asked for. */
  constructor(gauges: Record<string, { help: string; read: () => number }> = {}) {
    this.#gauges = gauges;
  }

  /** Counts an answered request. Route classes are few and fixed: paths would make a series each. */
  observe(routeClass: string, method: string, status: number, seconds: number): void {
    const labels = `class="${routeClass}",method="${KNOWN_METHODS.has(method) ? method : "OTHER"}",status="${status}"`;
    this.#requests.set(labels, (this.#requests.get(labels) ?? 0) + 1);
    const histogram = this.#latency.get(routeClass) ?? { counts: BUCKETS_S.map(() => 0), sum: 0, count: 0 };
    this.#latency.set(routeClass, histogram);
    histogram.sum += seconds;
    histogram.count++;
    for (const [at, limit] of BUCKETS_S.entries()) if (seconds <= limit) histogram.counts[at]!++;
  }

  text(): string {
    const { rss, heapUsed } = process.memoryUsage();
    const cpu = process.cpuUsage();
    const lines = [
      ...metric("process_resident_memory_bytes", "gauge", "Memory held by the process.", [
        `process_resident_memory_bytes ${rss}`,
      ]),
      ...metric("process_heap_used_bytes", "gauge", "JavaScript heap in use.", [`process_heap_used_bytes ${heapUsed}`]),
      ...metric("process_cpu_seconds_total", "counter", "CPU time used.", [
        `process_cpu_seconds_total ${(cpu.user + cpu.system) / 1e6}`,
      ]),
      ...metric("process_start_time_seconds", "gauge", "When the process started.", [
        `process_start_time_seconds ${(Date.now() / 1000 - process.uptime()).toFixed(3)}`,
      ]),
    ];
    for (const [name, { help, read }] of Object.entries(this.#gauges))
      lines.push(...metric(name, "gauge", help, [`${name} ${read()}`]));
    const requests = [...this.#requests].map(([labels, count]) => `http_requests_total{${labels}} ${count}`);
    lines.push(...metric("http_requests_total", "counter", "Requests answered.", requests));
    const series = [...this.#latency].flatMap(([name, { counts, sum, count }]) => [
      ...BUCKETS_S.map(
        (limit, at) => `http_request_duration_seconds_bucket{class="${name}",le="${limit}"} ${counts[at]}`,
      ),
      `http_request_duration_seconds_bucket{class="${name}",le="+Inf"} ${count}`,
      `http_request_duration_seconds_sum{class="${name}"} ${sum}`,
      `http_request_duration_seconds_count{class="${name}"} ${count}`,
    ]);
    lines.push(...metric("http_request_duration_seconds", "histogram", "Time to the answer's head.", series));
    return `${lines.join("\n")}\n`;
  }
}

const KNOWN_METHODS = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);

function metric(name: string, type: string, help: string, samples: string[]): string[] {
  return [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`, ...samples];
}

/** Whether a request carries the bearer token, compared in constant time. */
export function carriesToken(request: Request, token: string): boolean {
  const digest = (text: string) => new Bun.CryptoHasher("sha256").update(text).digest();
  return timingSafeEqual(digest(request.headers.get("authorization") ?? ""), digest(`Bearer ${token}`));
}
