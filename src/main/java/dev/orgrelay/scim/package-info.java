/** A SCIM 2.0 service (RFC 7643, RFC 7644) whose groups are the organizations of an application. It knows nothing of HTTP but methods, paths and statuses. */
package dev.orgrelay.scim;
