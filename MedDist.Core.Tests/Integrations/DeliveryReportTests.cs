using MedDist.Core.Integrations;
using Shouldly;
using Xunit;

namespace MedDist.Core.Tests.Integrations;

/// <summary>Reports in the shapes that Postfix, Exchange, Gmail, Sendmail and others write; names and addresses are made up.</summary>
public sealed class DeliveryReportTests
{
    private static readonly Guid Ours = Guid.Parse("01998878-2801-7209-bb5d-47e3d929c83b");

    private static readonly Dictionary<string, string> Reports = new()
    {
        ["postfix, no such user"] = """
            Return-Path: <>
            Received: by mx.acme.example (Postfix)
            	id 4CD41E00A7; Mon, 15 Jun 2026 09:10:11 -0500 (CDT)
            From: MAILER-DAEMON@mx.acme.example (Mail Delivery System)
            Subject: Undelivered Mail Returned to Sender
            To: orders@acme.example
            Auto-Submitted: auto-replied
            MIME-Version: 1.0
            Content-Type: multipart/report; report-type=delivery-status;
            	boundary="0B59EE00A6.1781532611/mx.acme.example"
            Message-Id: <20260615141011.4CD41E00A7@mx.acme.example>

            This is a MIME-encapsulated message.

            --0B59EE00A6.1781532611/mx.acme.example
            Content-Description: Notification
            Content-Type: text/plain; charset=us-ascii

            I'm sorry to have to inform you that your message could not be delivered.

            --0B59EE00A6.1781532611/mx.acme.example
            Content-Description: Delivery report
            Content-Type: message/delivery-status

            Reporting-MTA: dns; mx.acme.example
            X-Postfix-Queue-ID: 0B59EE00A6
            Arrival-Date: Mon, 15 Jun 2026 09:10:10 -0500 (CDT)

            Final-Recipient: rfc822; orders@corvane.example
            Original-Recipient: rfc822;orders@corvane.example
            Action: failed
            Status: 5.1.1
            Remote-MTA: dns; mx.corvane.example
            Diagnostic-Code: smtp; 550 5.1.1 <orders@corvane.example>: Recipient address
                rejected: User unknown in virtual mailbox table

            --0B59EE00A6.1781532611/mx.acme.example
            Content-Description: Undelivered Message
            Content-Type: message/rfc822

            Return-Path: <orders@acme.example>
            Message-ID: <0199887828017209bb5d47e3d929c83b@acme.example>
            MIME-Version: 1.0
            From: "Acme" <orders@acme.example>
            To: orders@corvane.example
            Subject: Order ORD-00001 from Acme
            Content-Type: multipart/mixed;
             boundary=--boundary_0_aaaa

            ----boundary_0_aaaa
            Content-Type: text/plain

            Message-ID: <ffffffffffffffffffffffffffffffff@elsewhere.example>
            ----boundary_0_aaaa--

            --0B59EE00A6.1781532611/mx.acme.example--
            """,
        ["exchange, nested and quoted-printable, headers folded"] = """
            From: <postmaster@corvane.example>
            To: <orders@acme.example>
            Date: Mon, 15 Jun 2026 14:12:00 +0000
            Content-Type: multipart/mixed;
             boundary="outer"
            In-Reply-To:
             <0199887828017209bb5d47e3d929c83b@acme.example>
            MIME-Version: 1.0

            --outer
            Content-Type: multipart/report; boundary="_inner_"; report-type=delivery-status

            --_inner_
            Content-Type: multipart/alternative; boundary=alt

            --alt
            Content-Type: text/plain

            Delivery has failed to these recipients
            --alt--

            --_inner_
            content-type: MESSAGE/DELIVERY-STATUS
            Content-Transfer-Encoding: quoted-printable

            Reporting-MTA: dns;EXCH01.corvane.example
            Received-From-MTA: dns;mx.acme.example

            Final-Recipient: rfc822;orders@corvane.example
            Action: failed
            Status: 5.2.2
            Diagnostic-Code: smtp;554 5.2.2 mailbox full; STOREDRV.Deliver.Exception:Quo=
            taExceededException
            X-Display-Name: Orders =3D desk

            --_inner_
            Content-Type: message/rfc822

            Received: from mx.acme.example by EXCH01
            Message-ID:
            	<0199887828017209BB5D47E3D929C83B@acme.example>
            Subject: Order

            body
            --_inner_--
            --outer--
            """,
        ["gmail, delayed"] = """
            From: Mail Delivery Subsystem <mailer-daemon@googlemail.example>
            To: orders@acme.example
            Subject: Delivery Status Notification (Delay)
            References: <0199887828017209bb5d47e3d929c83b@acme.example>
            In-Reply-To: <0199887828017209bb5d47e3d929c83b@acme.example>
            Content-Type: multipart/report; boundary="000000000000f7d3"; report-type=delivery-status

            --000000000000f7d3
            Content-Type: text/plain; charset="UTF-8"

            ** Delivery incomplete **

            --000000000000f7d3
            Content-Type: message/delivery-status

            Reporting-MTA: dns; googlemail.example
            Arrival-Date: Mon, 15 Jun 2026 07:10:11 -0700 (PDT)
            X-Original-Message-ID: <0199887828017209bb5d47e3d929c83b@acme.example>

            Final-Recipient: rfc822; orders@corvane.example
            Action: delayed
            Status: 4.4.1
            Diagnostic-Code: smtp; The recipient server did not accept our requests to connect.
            Will-Retry-Until: Thu, 18 Jun 2026 07:10:11 -0700 (PDT)

            --000000000000f7d3--
            """,
        ["sendmail, one of two, original recipient in xtext"] = """
            From: Mail Delivery Subsystem <MAILER-DAEMON@relay.example>
            Subject: Returned mail: see transcript for details
            Content-Type: multipart/report; report-type=delivery-status;
            	boundary="x55FEA.17/relay.example"

            --x55FEA.17/relay.example

            The original message was received

            --x55FEA.17/relay.example
            Content-Type: message/delivery-status

            Reporting-MTA: dns; relay.example

            Original-Recipient: rfc822;desk+2Bteam@corvane.example
            Final-Recipient: RFC822; forwarded@elsewhere.example
            Action: failed (gave up)
            Status: 5.1.2 (no such host)
            Diagnostic-Code: X-Unix; 67

            Final-Recipient: RFC822; orders@corvane.example
            Action: relayed (to non-DSN-aware mailer)
            Status: 2.1.5

            --x55FEA.17/relay.example
            Content-Type: text/rfc822-headers

            Message-ID: <0199887828017209bb5d47e3d929c83b@acme.example>
            Subject: Order

            --x55FEA.17/relay.example--
            """,
        ["cut off after the headers of the returned message"] = """
            Content-Type: multipart/report; boundary=b

            --b
            Content-Type: message/delivery-status

            Reporting-MTA: dns; mx.example

            Final-Recipient: rfc822; <orders@corvane.example>
            Action: failed
            Status: 5.7.1

            --b
            Content-Type: message/rfc822

            Message-ID: <0199887828017209bb5d47e3d929c83b@acme.example>
            Content-Type: application/pdf

            JVBERi0xLjc
            """,
        ["delivered"] = """
            Content-Type: multipart/report; boundary=b

            --b
            Content-Type: message/delivery-status

            Reporting-MTA: dns; mx.example

            Final-Recipient: rfc822; orders@corvane.example
            Action: delivered
            Status: 2.0.0

            --b
            Content-Type: text/rfc822-headers

            Message-ID: <0199887828017209bb5d47e3d929c83b@acme.example>
            --b--
            """,
    };

    [Theory]
    [InlineData("postfix, no such user", "orders@corvane.example Failed 5.1.1 550 5.1.1 <orders@corvane.example>: Recipient address rejected: User unknown in virtual mailbox table")]
    [InlineData("exchange, nested and quoted-printable, headers folded", "orders@corvane.example Failed 5.2.2 554 5.2.2 mailbox full; STOREDRV.Deliver.Exception:QuotaExceededException")]
    [InlineData("gmail, delayed", "orders@corvane.example Delayed 4.4.1 The recipient server did not accept our requests to connect.")]
    [InlineData("sendmail, one of two, original recipient in xtext", "desk+team@corvane.example Failed 5.1.2 67|orders@corvane.example Delivered 2.1.5 ")]
    [InlineData("cut off after the headers of the returned message", "orders@corvane.example Failed 5.7.1 ")]
    [InlineData("delivered", "orders@corvane.example Delivered 2.0.0 ")]
    public void A_report_says_of_which_message_and_of_which_addresses_it_speaks(string which, string results)
    {
        foreach (var text in new[] { Reports[which], Reports[which].ReplaceLineEndings("\r\n") })
        {
            var report = DeliveryReport.Parse(text).ShouldNotBeNull();
            report.MessageId.ShouldBe(Ours);
            string.Join('|', report.Results.Select(r => $"{r.Address} {r.Action} {r.Status} {r.Words}")).ShouldBe(results);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("Subject: Out of office\n\nI am away. <0199887828017209bb5d47e3d929c83b@acme.example>")]
    [InlineData("Content-Type: multipart/report; boundary=b\n\n--b\nContent-Type: text/plain\n\nno status\n--b--")]
    [InlineData("Content-Type: multipart/report\n\n--b\nContent-Type: message/delivery-status\n\nAction: failed\n--b--")]
    [InlineData("Content-Type: multipart/report; boundary=b\nIn-Reply-To: <someone-elses@acme.example>\n\n--b\nContent-Type: message/delivery-status\n\nFinal-Recipient: rfc822; a@b.example\nAction: failed\n--b--")]
    [InlineData("Content-Type: multipart/report; boundary=b\nIn-Reply-To: <0199887828017209bb5d47e3d929c83b@a.example>\n\n--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; x\n--b--")]
    public void What_is_no_report_about_a_message_of_ours_is_not_taken_for_one(string text) => DeliveryReport.Parse(text).ShouldBeNull();

    [Fact]
    public void Parts_within_parts_without_end_are_given_up()
    {
        var text = string.Concat(Enumerable.Range(0, 400).Select(_ => "Content-Type: multipart/report; boundary=b\n\n--b\n"));
        DeliveryReport.Parse(text).ShouldBeNull();
    }

    [Fact]
    public void A_report_without_an_address_is_still_read()
    {
        var report = DeliveryReport.Parse("""
            Content-Type: multipart/report; boundary=b
            In-Reply-To: <0199887828017209bb5d47e3d929c83b@acme.example>

            --b
            Content-Type: message/delivery-status

            Reporting-MTA: dns; x

            Final-Recipient: unknown
            Action: failed
            --b--
            """);
        report!.Results.ShouldHaveSingleItem().ShouldBe(new DeliveryResult(null, DeliveryAction.Failed, null, null));
    }
}
