import { spawnSync } from 'node:child_process'
import { closeSync, mkdirSync, openSync, readSync, writeFileSync, writeSync } from 'node:fs'
import { join, resolve } from 'node:path'

/** The fields of the page shared with bad-disk.c, in its order. */
const fields = [
  'fsyncs',
  'writes',
  'delayUs',
  'failFsync',
  'failWrite',
  'isLimited',
  'room',
  'refused',
  'commits',
  'overtaken',
  'refusedCommits',
] as const
export type Field = (typeof fields)[number]

const source = resolve(import.meta.dirname, 'bad-disk.c')
const bytesOf = 8

/** Why no disk can be made to misbehave on this machine; null where one can. */
export function whyNoBadDisk(): string | null {
  if (process.platform !== 'linux') return 'a misbehaving disk is made with LD_PRELOAD, which Linux has'
  return spawnSync('gcc', ['--version']).status === 0 ? null : 'a misbehaving disk is built with gcc, which is missing'
}

/** The folder of one server on a disk that misbehaves on request. */
export class BadDisk {
  readonly #page: number
  readonly #library: string
  readonly #pageFile: string

  private constructor(
    private readonly folder: string,
    /** Holds what a power cut would leave, when it is asked for. */
    readonly mirror: string | null,
    place: string,
  ) {
    this.#library = join(place, 'bad-disk.so')
    this.#pageFile = join(place, 'page')
    this.#page = openSync(this.#pageFile, 'r+')
  }

  /** Builds it in `place`, for the files directly in `folder`. */
  static build(place: string, folder: string, mirror: string | null = null): BadDisk {
    mkdirSync(place, { recursive: true })
    const flags = ['-O2', '-shared', '-fPIC', '-Wno-format-truncation', '-o', join(place, 'bad-disk.so')]
    const { status, stderr } = spawnSync('gcc', [...flags, source, '-ldl', '-lpthread'], { encoding: 'utf8' })
    if (status !== 0) throw new Error(`bad-disk.c was not compiled: ${stderr}`)
    writeFileSync(join(place, 'page'), Buffer.alloc(4096))
    return new BadDisk(folder, mirror, place)
  }

  /** What the server's process must find in its environment. */
  get env(): Record<string, string> {
    return {
      LD_PRELOAD: this.#library,
      BAD_DISK_FOLDER: this.folder,
      BAD_DISK_PAGE: this.#pageFile,
      ...(this.mirror ? { BAD_DISK_MIRROR: this.mirror } : {}),
    }
  }

  /** What is counted or asked for now. */
  read(field: Field): number {
    const bytes = Buffer.alloc(bytesOf)
    readSync(this.#page, bytes, 0, bytesOf, fields.indexOf(field) * bytesOf)
    return Number(bytes.readBigInt64LE())
  }

  /** Asks for trouble, or for its end. */
  ask(field: Field, value: number): void {
    const bytes = Buffer.alloc(bytesOf)
    bytes.writeBigInt64LE(BigInt(value))
    writeSync(this.#page, bytes, 0, bytesOf, fields.indexOf(field) * bytesOf)
  }

  close(): void {
    closeSync(this.#page)
  }
}
