/** What is said and how it is meant: language, sentiment and emotion of a text. Door: {@link io.nificrm.insight.TextInsight}. */
package io.nificrm.insight;
