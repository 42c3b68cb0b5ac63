/** Normalising: any known format becomes touchpoints. */
package io.nificrm.normalize;
