// In the sound thread: what the microphone gives becomes frames of 20 ms.
class Frames extends AudioWorkletProcessor {
  constructor(options) {
    super();
    this.size = options.processorOptions.size;
    this.frame = new Float32Array(this.size);
    this.filled = 0;
  }

  process(inputs) {
    var heard = inputs[0][0];
    for (var at = 0; heard && at < heard.length; at++) {
      this.frame[this.filled++] = heard[at];
      if (this.filled === this.size) {
        this.port.postMessage(this.frame);
        this.frame = new Float32Array(this.size);
        this.filled = 0;
      }
    }
    return true;
  }
}
registerProcessor("frames", Frames);
