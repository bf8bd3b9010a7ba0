/** Org Relay over HTTP: the intake of events, organizations for operators, and errors as problem details (RFC 9457). */
package dev.orgrelay.http;
