/** Any JSON, by a mapping file: a webhook becomes a source without code. */
package io.nificrm.source.json;
