using MedDist.Core.Documents;
using MedDist.Core.Integrations;

namespace MedDist.Core.Verifications;

/// <summary>One message of a bundle. What concerns recipients is in the attached forms and the workbook alone.</summary>
internal static class BundleMail
{
    public static QueueItem For(BuiltBundle bundle, SendBundle send, int part, IReadOnlyList<VerificationRequest> requests, IReadOnlyList<Document> files, DateTimeOffset heldUntil, DateTimeOffset leavesAt)
    {
        var (tenant, draft, forms) = (bundle.Tenant, bundle.Draft, requests.Count);
        var of = bundle.Parts.Count > 1 && draft.Sending != Manufacturers.VerificationSending.OneByOne ? $", message {part + 1} of {bundle.Parts.Count}" : "";
        var hasWorkbook = files.Count > forms;
        return new()
        {
            Id = requests[0].QueueItemId,
            QueueType = QueueType.VerificationRequest,
            Priority = 120,
            EntityType = nameof(VerificationRequest),
            EntityId = requests[0].Id,
            OrderId = forms == 1 ? requests[0].OrderId : null,
            ManufacturerId = bundle.Maker.Id,
            Reference = forms == 1 ? "1 recipient" : $"{forms} recipients",
            IdempotencyKey = KeyOf(send.Key, part),
            HeldUntil = heldUntil,
            ProcessAfter = leavesAt,
            Payload = new(
                tenant.Settings.MailFrom, tenant.Name, draft.Contacts.To, draft.Contacts.Cc,
                $"{(forms == 1 ? "Verification request" : $"{forms} verification requests")} from {tenant.Name}{of}",
                $"""
                Hello {bundle.Maker.Name},

                please verify what the attached {(forms == 1 ? "form asks" : $"{forms} forms ask")} for{of}.
                {(hasWorkbook ? $"The workbook {BundleWorkbook.FileName} lists them; fill in its last three columns and send it back, or answer on the forms." : "Reply to this message with the result, or with what is missing.")}

                {tenant.Name}
                {tenant.Settings.Contact.Phone}
                """,
                [.. files.Select(f => f.Id)]),
        };
    }

    public static string KeyOf(Guid key, int part) => $"ivr-bundle:{key:N}:{part}";
}
