using System.Security.Cryptography;
using System.Text;
using MedDist.Core.Batches.Workbooks;
using MedDist.Core.Coverage;
using MedDist.Core.Integrations;
using MedDist.Core.Kernel;
using MedDist.Core.Manufacturers;
using MedDist.Core.Orders;
using MedDist.Core.Recipients;
using MedDist.Core.Tenancy;
using MedDist.Core.Verifications.Workbooks;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Verifications;

/// <summary>One recipient of a bundle: what is asked for, with which case, and the form.</summary>
internal sealed record BuiltForm(BundleForm Form, Recipient Recipient, IReadOnlyList<(VerificationRequirement Required, Verification? Case)> Wanted, Order? Order, CoveragePolicy? Cover);

/// <summary>A bundle as it would leave.</summary>
internal sealed record BuiltBundle(BundleDraft Draft, Manufacturer Maker, TenantCard Tenant, IReadOnlyList<BuiltForm> Forms, IReadOnlyList<Range> Parts, RememberedLayout? Layout)
{
    /// <summary>The workbook that goes with some of its forms: as the manufacturer lays its own out, where one of it is known.</summary>
    public byte[] Workbook(IEnumerable<BuiltForm> forms) => Layout is { Headings.Count: > 0 }
        ? VerificationSheet.Write(forms.SelectMany(f => f.Wanted.Select(w => new VerificationSheetLine(f.Recipient, f.Cover?.PolicyNumber, w.Required.Type, w.Case))), Layout)
        : BundleWorkbook.Write(forms.SelectMany(f => f.Wanted.Select(w => new BundleWorkbookRow(f.Recipient, f.Cover?.PolicyNumber, f.Cover?.Payer?.Name, w.Required, w.Case?.Id, w.Case?.Status, w.Case?.ExpiresOn))));
}

/// <summary>Reads what a bundle needs, leaves out what cannot be asked for, and makes its forms. The same at the same moment as long as nothing changed.</summary>
internal static class BundleBuilder
{
    /// <summary>How long a request that has left counts as asked.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromDays(1);

    private const int AtOnce = 400;

    public static async Task<Result<BuiltBundle>> BuildAsync(MedDistDbContext db, TenantCard tenant, PrepareBundle what, DateTimeOffset at, DateTimeOffset heldUntil, BundleLimits limits, CancellationToken cancel)
    {
        if (await db.Manufacturers.AsNoTracking().Include(m => m.Contacts).Include(m => m.Settings).AsSplitQuery().FirstOrDefaultAsync(m => m.Id == what.ManufacturerId, cancel) is not { } maker)
        {
            return ManufacturerFailures.NotFound;
        }

        if (VerificationRequestService.ContactsOf(maker) is not { } contacts)
        {
            return VerificationFailures.NoContact(maker.Name);
        }

        List<BuiltForm> forms = [];
        List<BundleSkip> skipped = [];
        foreach (var some in what.Keys.Distinct().GroupBy(k => k.RecipientId).OrderBy(g => g.Key).Chunk(AtOnce))
        {
            await AddAsync(db, tenant, maker, some, at, forms, skipped, cancel);
        }

        var sending = maker.Settings?.VerificationSending ?? VerificationSending.OneByOne;
        var parts = BundleSplit.Of(forms.ConvertAll(f => f.Form.Pdf.LongLength), limits, each: sending == VerificationSending.OneByOne);
        return new BuiltBundle(
            new()
            {
                Manufacturer = maker.Name,
                At = at,
                Digest = DigestOf(forms, contacts.Contacts),
                Contacts = contacts.Contacts,
                UsesOrderContacts = contacts.AreForOrders,
                Sending = sending,
                LeavesAt = BundleSplit.LeavesAt(maker.Settings, heldUntil, tenant.Settings.Calendar.Business(), tenant.Zone),
                Forms = forms.ConvertAll(f => f.Form),
                Skipped = skipped,
                Messages = parts.Count,
            },
            maker, tenant, forms, parts, await db.RememberedLayouts.AsNoTracking().FirstOrDefaultAsync(l => l.ManufacturerId == maker.Id && l.Kind == VerificationSheetColumns.Kind, cancel));
    }

    private static async Task AddAsync(
        MedDistDbContext db, TenantCard tenant, Manufacturer maker, IGrouping<Guid, VerificationKey>[] keys, DateTimeOffset at, List<BuiltForm> forms, List<BundleSkip> skipped, CancellationToken cancel)
    {
        List<Guid> ids = [.. keys.Select(k => k.Key)];
        var today = DayCount.DayOf(at, tenant.Zone);
        var people = await db.VisibleRecipients().AsNoTracking().Where(r => EF.Parameter(ids).Contains(r.Id)).ToDictionaryAsync(r => r.Id, cancel);
        var cases = (await db.Verifications.Where(v => v.IsOpen && v.ManufacturerId == maker.Id && EF.Parameter(ids).Contains(v.RecipientId)).ToListAsync(cancel)).ToDictionary(v => v.Key);
        var covers = (await db.CoveragePolicies.AsNoTracking().Include(p => p.Payer).Where(p => EF.Parameter(ids).Contains(p.RecipientId)).ToListAsync(cancel)).ToLookup(p => p.RecipientId);
        var orders = await OrdersAsync(db, maker.Id, ids, today, cancel);
        var asked = await AskedAsync(db, maker.Id, ids, at - Patience, cancel);
        foreach (var mine in keys)
        {
            List<(VerificationRequirement Required, Verification? Case)> wanted = [];
            foreach (var key in mine.OrderBy(k => k.Type))
            {
                var open = cases.GetValueOrDefault(key);
                var required = maker.Settings?.RequiredVerifications.FirstOrDefault(r => r.Type == key.Type);
                if (Refusal(maker, key, required, open, people.ContainsKey(key.RecipientId), asked) is { } reason)
                {
                    skipped.Add(new(key, reason));
                    continue;
                }

                wanted.Add((required!, open));
            }

            if (wanted.Count > 0)
            {
                List<CoveragePolicy> policies = [.. covers[mine.Key].Where(p => p.IsRunningOn(today)).OrderByDescending(p => p.IsPrimary).ThenBy(p => p.Id)];
                forms.Add(FormOf(tenant, maker, people[mine.Key], wanted, orders.GetValueOrDefault(mine.Key), policies, today, at, forms.Count + 1));
            }
        }
    }

    private static BuiltForm FormOf(
        TenantCard tenant, Manufacturer maker, Recipient recipient, List<(VerificationRequirement Required, Verification? Case)> wanted, Order? order, List<CoveragePolicy> policies, DateOnly today, DateTimeOffset at, int number)
    {
        // An order that waits says more than its recipient alone.
        var waiting = order is not null && IsWaiting(order.Section, order.ServiceDate, today) ? order : null;
        var pdf = waiting is not null
            ? VerificationRequestPdf.Build(waiting, wanted.ConvertAll(w => w.Required), policies, tenant, at)
            : VerificationRequestPdf.BuildForCases(maker.Name, recipient, wanted.ConvertAll(w => (w.Required, w.Case?.Id)), order, policies, tenant, at);
        var form = new BundleForm(recipient.Id, Recipient.Mask(recipient.FullName), recipient.Identifier, $"IVR-{number:000}.pdf", wanted.ConvertAll(w => w.Required.Type), waiting?.OrderNumber, pdf);
        return new(form, recipient, wanted, waiting, policies.FirstOrDefault());
    }

    private static string? Refusal(Manufacturer maker, VerificationKey key, VerificationRequirement? required, Verification? open, bool isVisible, HashSet<Guid> asked) => (required, open) switch
    {
        _ when !isVisible || key.ManufacturerId != maker.Id => "The recipient is not there.",
        (null, _) => $"{maker.Name} does not ask for it.",
        ({ Frequency: VerificationFrequency.PerOrder }, _) => $"{maker.Name} verifies each order by itself. Ask from the order.",
        (_, { Status: VerificationStatus.NotApplicable }) => "It does not apply.",
        (_, { Status: VerificationStatus.Sent }) when asked.Contains(open.Id) => "It was asked for already and waits for the answer.",
        _ => null,
    };

    /// <summary>The cases that wait in the outbox, or were asked for a short while ago.</summary>
    private static async Task<HashSet<Guid>> AskedAsync(MedDistDbContext db, Guid manufacturer, List<Guid> recipients, DateTimeOffset since, CancellationToken cancel)
    {
        QueueStatus[] waiting = [QueueStatus.Pending, QueueStatus.Processing];
        var asked = await db.VerificationRequests.AsNoTracking().Where(r => r.ManufacturerId == manufacturer && !r.IsWithdrawn && EF.Parameter(recipients).Contains(r.RecipientId))
            .Join(db.IntegrationQueue.Where(q => waiting.Contains(q.Status) || q.Status == QueueStatus.Completed), r => r.QueueItemId, q => q.Id, (r, q) => new { Request = r, q.Status }).ToListAsync(cancel);
        return [.. asked.Where(a => a.Status != QueueStatus.Completed || a.Request.RequestedAt > since).SelectMany(a => a.Request.Cases).Select(c => c.VerificationId)];
    }

    private static bool IsWaiting(QueueSection section, DateOnly? serviceOn, DateOnly today) => section is not (QueueSection.Done or QueueSection.InTransit) && serviceOn >= today;

    /// <summary>Of each recipient the one order that its form is made with: the next that waits, else the last one. Which it is, is asked of few columns; only those are read in full.</summary>
    private static async Task<Dictionary<Guid, Order>> OrdersAsync(MedDistDbContext db, Guid manufacturer, List<Guid> recipients, DateOnly today, CancellationToken cancel)
    {
        var brief = await db.VisibleOrders()
            .Where(o => o.ManufacturerId == manufacturer && o.Section != QueueSection.Draft && o.RecipientId != null && EF.Parameter(recipients).Contains(o.RecipientId.Value))
            .Select(o => new { o.Id, RecipientId = o.RecipientId!.Value, o.Section, o.ServiceDate }).ToListAsync(cancel);
        List<Guid> ids = [.. brief.GroupBy(o => o.RecipientId).Select(g => (g.Where(o => IsWaiting(o.Section, o.ServiceDate, today)).MinBy(o => (o.ServiceDate, o.Id)) ?? g.MaxBy(o => (o.ServiceDate, o.Id)))!.Id)];
        return await db.Orders.AsNoTracking().Where(o => EF.Parameter(ids).Contains(o.Id))
            .Include(o => o.Items).ThenInclude(i => i.Product).Include(o => o.Manufacturer).Include(o => o.Recipient).Include(o => o.Provider).Include(o => o.Facility)
            .AsSplitQuery().ToDictionaryAsync(o => o.RecipientId!.Value, cancel);
    }

    private static string DigestOf(List<BuiltForm> forms, OrderContacts contacts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(string.Join('\n', [.. contacts.To, "", .. contacts.Cc])));
        forms.ForEach(f => hash.AppendData(SHA256.HashData(f.Form.Pdf)));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
