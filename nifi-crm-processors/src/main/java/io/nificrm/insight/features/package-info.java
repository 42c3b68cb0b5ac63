/** From a post to hashed features: cleaning, tokens, negation, hashtags, word valence. Door: {@link io.nificrm.insight.features.FeatureExtractor}. */
package io.nificrm.insight.features;
