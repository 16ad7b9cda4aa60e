/**
 * A Card API for tests: {@link io.github.freedomcard.sandbox.FreedomCardSandbox}.
 *
 * <p>{@link io.github.freedomcard.sandbox.Standalone} runs it for a service in any language.
 *
 * <p>Where the vendor documents paths, fields, codes and formats, the sandbox keeps to them. All
 * else is an assumption of its own, and this is the one list of them. A test that passes only
 * because of an assumption says nothing about the vendor.
 *
 * <h2>Before a request is looked into</h2>
 *
 * <ul>
 *   <li>A refusal here has an HTTP status of its own and the envelope {@code status}, {@code
 *       request_status}, {@code error_code}, {@code error_description}, {@code dt}, in the gift
 *       card family too: unknown path (a path with a query is one) 404; not {@code POST} 405;
 *       content type not exactly {@code application/json} 415; signature missing or wrong 401;
 *       header {@code Request-Id} missing or blank 400; body not a JSON object, or with a member
 *       twice 400. They are checked in this order.
 *   <li>The header {@code Request-Id} is not compared with anything, and not held to be unique: the
 *       body's {@code request_id} is.
 *   <li>The gift card operations are signed as the others are.
 * </ul>
 *
 * <h2>Fields</h2>
 *
 * <ul>
 *   <li>A broken rule is answered with HTTP 200, {@code status} and {@code request_status} {@code
 *       error}, the code {@code invalid_request} and a description that names every field and rule,
 *       but no value; the gift card family answers with the number of the first field. Such a
 *       request was never taken: its {@code request_id} is still free, and unknown to {@code
 *       request/status}.
 *   <li>Null is as good as missing. Fields that the contract does not name are passed over.
 *   <li>A phone has 10 to 15 digits; texts are not blank; product, client type and resident are of
 *       the dictionary; {@code quantity} is 1 to 1,000; a date-time has an offset in digits, not
 *       {@code Z}; a span does not end before it starts; the rule about Latin letters holds for
 *       {@code createClient} alone; {@code branch_id} is a string or a number.
 * </ul>
 *
 * <h2>Requests</h2>
 *
 * <ul>
 *   <li>One {@code request_id} is unique over all operations. A duplicate is answered as an error
 *       with the code {@code duplicate_request_id}, and leaves the first as it is; HTTP 200, unless
 *       {@link io.github.freedomcard.sandbox.Faults#duplicates} says otherwise.
 *   <li>A request that was taken and could not be done uses its {@code request_id} up: {@code
 *       request/status} tells {@code status} {@code ok}, {@code request_status} {@code error} and
 *       the code.
 *   <li>{@code request/status} tells what a request produced: the cards of an issue, with the
 *       client where there is one; the client of {@code createClient}; the transaction and a new
 *       financial document of a debit, credit, clearing or refund; nothing of the others. For an
 *       unknown id it is an error with the code {@code request_not_found}; HTTP 200, unless {@link
 *       io.github.freedomcard.sandbox.Faults#unknownIds} says otherwise. It tells the state from
 *       the first question on, unless there is a {@link
 *       io.github.freedomcard.sandbox.Faults#statusLag}.
 *   <li>A command's own answer tells {@code client_id} for {@code createClient}, and {@code
 *       transaction_id} and {@code fin_document_id} for {@code createTransaction}; of the others it
 *       is the envelope alone.
 *   <li>A command in process has had no effect: everything but its fields and its {@code
 *       request_id} is checked when it is finished. A test may let it fail, with any code. Reads,
 *       and commands without a {@code request_id}, are never in process.
 * </ul>
 *
 * <h2>Cards</h2>
 *
 * <ul>
 *   <li>A card is {@code issued}, then {@code active} (once), {@code blocked} and {@code active}
 *       again, and {@code closed} from any of these; a closed card can't be unblocked (documented:
 *       closing is irreversible). Only an active one is blocked.
 *   <li>A card needs no client to be activated. {@code linkClient} takes a card without a client.
 *   <li>{@code issueCard} with a cardholder makes a client, even if there is one of that name.
 *   <li>A closed card takes no PIN and tells no secrets. A PIN is not kept.
 *   <li>{@code expiry_date} is written {@code YYYY-MM-DD}. Card numbers start with 9999, IBANs have
 *       the check digits 00.
 * </ul>
 *
 * <h2>Money</h2>
 *
 * <ul>
 *   <li>A card has one account per currency: one in KZT from the start, others when they are first
 *       credited. Nothing is converted.
 *   <li>A {@code credit} is booked at once, on any card that is not closed. A {@code debit} needs
 *       an active card and enough available money, and is held until it is cleared.
 *   <li>A debit is cleared once; no amount means all that is held; what is not cleared is released.
 *       A refund of a debit that is held takes from what is held; of one that is cleared, from what
 *       was cleared; no amount means all that is left. Either goes on after the card was blocked or
 *       closed. {@code order_id} is not compared, and not held to be unique.
 *   <li>In accounts, {@code amount} is what is booked, {@code blocked_amount} what of it is held,
 *       {@code debit} and {@code credit} all that was ever booked out and in, cut to whole units.
 *       They are inside {@code balances} in the extended statement.
 *   <li>{@code operations} are what was booked, {@code authorizations} what is still held; both
 *       ends of a span belong to it. Types are {@code debit}, {@code credit}, {@code refund};
 *       commissions and cashback are 0, the MCC is 5999, {@code merchant} is empty, unless a test
 *       arranged it otherwise. In the extended statement the items of {@code operations} have the
 *       shape of the {@code authorizations}.
 *   <li>Limits are kept and listed, and hold nobody up. One takes the place of another for the same
 *       transaction type, region and period.
 *   <li>The score of a cardholder is 50% for each of the two names that the client with that phone
 *       has; {@code fishy} is 1 for a score of 0%, else 0; {@code card_token} is not looked up.
 * </ul>
 *
 * <h2>Gift cards</h2>
 *
 * <ul>
 *   <li>The merchant's deposit pays the product's balance at issue. There are three products.
 *   <li>A blank card, as it comes in bulk, has the status 0 until it is issued.
 *   <li>Without a {@code card_id} the card that waits for that code is confirmed; no two wait for
 *       the same. Codes can be tried without end.
 *   <li>Sending the code again makes a new one, and voids the one before. Sending the card again
 *       changes nothing but the ledger.
 * </ul>
 *
 * <h2>What a test arranges</h2>
 *
 * <ul>
 *   <li>An arranged balance is part of the account's {@code credit}, and on no statement.
 *   <li>A purchase made elsewhere has the type {@code debit}, as one that was made here. A held one
 *       is among the {@code authorizations} with its {@code merchant}, and has an MCC and an RRN
 *       once it is booked, at all of its amount. No operation of the API knows it.
 *   <li>The fields of {@code merchant} are those that the test gives.
 *   <li>A purchase needs available money, and a card that is or was active.
 *   <li>Arranged gift cards cost no deposit.
 *   <li>Time that passes changes nothing but moments: no card expires, nothing held is released.
 * </ul>
 *
 * <h2>Faults</h2>
 *
 * <ul>
 *   <li>Nothing goes wrong unless a test asks {@link io.github.freedomcard.sandbox.Faults} for it.
 *       What the vendor's server does when it fails is not known: each fault is one thing that a
 *       server, or what is between, may do.
 *   <li>A late request is processed after the answer that it waits for was made, and before that
 *       answer is out. It is checked as any other: after a resend it is refused as a duplicate.
 * </ul>
 */
@NullMarked
package io.github.freedomcard.sandbox;

import org.jspecify.annotations.NullMarked;
