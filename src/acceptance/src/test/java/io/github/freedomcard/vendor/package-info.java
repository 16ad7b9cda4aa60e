/**
 * What the vendor's host answers where the documentation does not say: asked by {@link
 * io.github.freedomcard.vendor.VendorTest} in the Maven profile {@code vendor}.
 */
@NullMarked
package io.github.freedomcard.vendor;

import org.jspecify.annotations.NullMarked;
