package io.rejoin.simulator;

/**
 * One run of a client: what ends when it is killed.
 *
 * @param number counts those of the device
 */
record Process(String user, String device, int number) {
  @Override
  public String toString() {
    return device + "#" + number;
  }
}
