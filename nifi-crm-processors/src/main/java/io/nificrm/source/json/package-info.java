/** Any JSON, by a mapping file. */
package io.nificrm.source.json;
