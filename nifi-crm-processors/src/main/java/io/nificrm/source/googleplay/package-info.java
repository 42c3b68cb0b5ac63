/** Reviews of Google Play. */
package io.nificrm.source.googleplay;
