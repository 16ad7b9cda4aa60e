/**
 * Shows how the vendor's host responds where the documentation does not say: {@link
 * io.github.freedomcard.vendor.VendorTest} runs in the Maven profile {@code vendor}.
 */
@NullMarked
package io.github.freedomcard.vendor;

import org.jspecify.annotations.NullMarked;
