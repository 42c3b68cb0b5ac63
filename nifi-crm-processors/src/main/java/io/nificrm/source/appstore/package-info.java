/** Customer reviews of Apple's App Store. */
package io.nificrm.source.appstore;
