/** What a scanner says of a file. */
export type Verdict =
  | { state: 'clean' }
  /** `threat` is the scanner's own name for it: `Win.Test.EICAR_HDB-1`. */
  | { state: 'infected'; threat: string }
  /** Larger, or packed deeper, than the scanner is set up to look into: neither clean nor infected. */
  | { state: 'too-large' }

/** Looks for malicious software. Whoever asks keeps the file from others until the answer is there. */
export type Scanner = {
  /** @throws ScannerUnavailable when it cannot say: the file waits and is tried again */
  scan: (path: string) => Promise<Verdict>
  /** The engine and the day of its signatures, as it names them itself. @throws ScannerUnavailable */
  version: () => Promise<string>
}

/** The scanner is down, too slow, or at odds with itself. Says nothing about the file. */
export class ScannerUnavailable extends Error {}
