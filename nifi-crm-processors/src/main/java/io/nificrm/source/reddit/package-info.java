/** Reddit. */
package io.nificrm.source.reddit;
