/** A trained text model: its tables of weights, its heads, its file format. Door: {@link io.nificrm.insight.model.InsightModel}. */
package io.nificrm.insight.model;
