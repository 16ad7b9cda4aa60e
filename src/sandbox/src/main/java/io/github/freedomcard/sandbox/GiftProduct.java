package io.github.freedomcard.sandbox;

import java.util.List;
import java.util.Optional;

/** A gift card product; its balance is what the merchant pays for it. */
record GiftProduct(int code, String name, String nameEn, String currency, int balance) {

  static final List<GiftProduct> ALL =
      List.of(
          new GiftProduct(1, "Подарочная карта 5000", "Gift card 5000", "KZT", 5_000),
          new GiftProduct(2, "Подарочная карта 10000", "Gift card 10000", "KZT", 10_000),
          new GiftProduct(3, "Подарочная карта 50000", "Gift card 50000", "KZT", 50_000));

  static Optional<GiftProduct> of(long code) {
    return ALL.stream().filter(product -> product.code == code).findFirst();
  }

  String image() {
    return "https://sandbox.invalid/gift-card-" + code + ".png";
  }
}
