/**
 * What comes in, as it comes in: a delivery, its body and headers, and the events in it.
 *
 * <p>Pure. The readers of CloudEvents, Event Grid messages, JSON, CSV, texts, media types and times stand here, once, for every door.
 */
package dev.orgrelay.message;
