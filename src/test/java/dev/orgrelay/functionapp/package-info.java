/** The function app as the Functions host sees it: its files, its package, its infrastructure, and the handler in it. */
package dev.orgrelay.functionapp;
