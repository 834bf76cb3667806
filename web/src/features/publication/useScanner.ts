import { onScopeDispose, ref, type Ref } from 'vue'

/**
 * Reads a QR code through the camera. An extra: where the browser cannot, `available` is false and the number is typed.
 * @param video where the camera's picture is shown
 */
export function useScanner(video: Ref<HTMLVideoElement | null>, found: (text: string) => void) {
  const Detector = window.BarcodeDetector
  const available = Detector !== undefined && 'mediaDevices' in navigator
  const active = ref(false)
  const refused = ref(false)
  let stream: MediaStream | null = null
  let timer: ReturnType<typeof setTimeout> | undefined

  async function start() {
    if (!Detector) return
    refused.value = false
    try {
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } })
    } catch {
      refused.value = true
      return
    }
    active.value = true
    if (!video.value) return stop()
    video.value.srcObject = stream
    await video.value.play()
    void look(new Detector({ formats: ['qr_code'] }), video.value)
  }

  /** Four looks a second are enough for a paper held still. */
  async function look(detector: BarcodeDetector, picture: HTMLVideoElement) {
    if (!active.value) return
    const codes = await detector.detect(picture).catch(() => [])
    const text = codes[0]?.rawValue
    if (text) {
      stop()
      found(text)
    } else timer = setTimeout(() => void look(detector, picture), 250)
  }

  function stop() {
    clearTimeout(timer)
    active.value = false
    for (const track of stream?.getTracks() ?? []) track.stop()
    stream = null
  }
  onScopeDispose(stop)

  return { available, active, refused, start, stop }
}
