using MedDist.Core.Integrations;
using MedDist.Core.Kernel;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Manufacturers;

/// <summary>Reads manufacturers with their contacts and settings for one caller; who may not see them sees none.</summary>
public sealed class ManufacturerQueries(IDbContextFactory<MedDistDbContext> contexts, ICallContext call)
{
    public const int MaxPageSize = 100;

    private bool MayView => ManufacturerPermissions.All[0].Allows(call.Role);

    /// <summary>One page by name.</summary>
    public async Task<ManufacturerList> ListAsync(ManufacturerFilter filter, CancellationToken cancel = default)
    {
        if (!MayView)
        {
            return new([], 0);
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        IQueryable<Manufacturer> matching = db.Manufacturers.AsNoTracking();
        foreach (var word in (filter.Search ?? "").ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(5))
        {
#pragma warning disable CA1304, CA1311, CA1862 // the database lowers the name; a culture or comparison option cannot be translated
            matching = matching.Where(m => m.Name.ToLower().Contains(word));
#pragma warning restore CA1304, CA1311, CA1862
        }

        var page = await matching.OrderBy(m => m.Name).ThenBy(m => m.Id).Skip(Math.Max(0, filter.Skip)).Take(Math.Clamp(filter.Take, 1, MaxPageSize))
            .Include(m => m.Contacts).Include(m => m.Settings).AsSplitQuery().ToListAsync(cancel);
        var counts = await CountsAsync(db, [.. page.Select(m => m.Id)], cancel);
        return new([.. page.Select(m => RowOf(m, counts(m.Id)))], await matching.CountAsync(cancel));
    }

    /// <summary>One manufacturer; null when there is none for this caller.</summary>
    public async Task<ManufacturerDetails?> GetAsync(Guid id, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (!MayView || await db.Manufacturers.AsNoTracking().Include(m => m.Contacts).Include(m => m.Settings).AsSplitQuery().FirstOrDefaultAsync(m => m.Id == id, cancel) is not { } found)
        {
            return null;
        }

        var editors = found.Contacts.Select(c => c.UpdatedByUserId).OfType<Guid>().Distinct().ToList();
        var names = await db.Users.Where(u => editors.Contains(u.Id)).ToDictionaryAsync(u => u.Id, u => u.FullName, cancel);
        var (waiting, stuck) = (await CountsAsync(db, [id], cancel))(id);
        return new(
            found.Id, found.Name, found.Type, found.Status, found.Contact, [.. Enum.GetValues<ContactType>().Select(t => ListOf(found, t, names))], SettingsOf(found.Settings),
            found.Settings?.RequiredVerifications ?? [], found.Settings?.RequiresOwnerSignature ?? false, found.Settings?.OnboardingDocuments ?? [], waiting, stuck);
    }

    private static async Task<Func<Guid, (int Waiting, int Stuck)>> CountsAsync(MedDistDbContext db, List<Guid> manufacturers, CancellationToken cancel)
    {
        QueueStatus[] open = [QueueStatus.Pending, QueueStatus.Processing, QueueStatus.Failed, QueueStatus.Bounced];
        var counts = await db.IntegrationQueue.Where(q => open.Contains(q.Status) && q.ManufacturerId != null && manufacturers.Contains(q.ManufacturerId.Value))
            .GroupBy(q => new { q.ManufacturerId, q.Status }).Select(g => new { g.Key.ManufacturerId, g.Key.Status, Count = g.Count() }).ToListAsync(cancel);
        return id => (Sum(id, QueueStatus.Pending, QueueStatus.Processing), Sum(id, QueueStatus.Failed, QueueStatus.Bounced));

        int Sum(Guid id, params QueueStatus[] of) => counts.Where(c => c.ManufacturerId == id && of.Contains(c.Status)).Sum(c => c.Count);
    }

    private static ManufacturerRow RowOf(Manufacturer m, (int Waiting, int Stuck) counts) => new(
        m.Id, m.Name, m.Type, m.Status,
        m.Contacts.Where(c => c.PrimaryRecipients.Count > 0).ToDictionary(c => c.ContactType, c => c.PrimaryRecipients.Count == 1 ? c.PrimaryRecipients[0] : $"{c.PrimaryRecipients[0]} +{c.PrimaryRecipients.Count - 1}"),
        m.Settings?.LeadTimeDays ?? 0, m.Settings?.CutOff ?? new(15, 0), m.Settings?.Combine ?? CombineOrders.Immediately, m.Settings?.CombineMinutes ?? 0, counts.Waiting, counts.Stuck);

    private static ContactList ListOf(Manufacturer manufacturer, ContactType type, Dictionary<Guid, string> names) =>
        manufacturer.Contacts.Find(c => c.ContactType == type) is { } list
            ? new(type, list.PrimaryRecipients, list.CcRecipients, list.Notes, list.Version, list.UpdatedAt, names.GetValueOrDefault(list.UpdatedByUserId ?? Guid.Empty))
            : new(type, [], [], null, null, null, null);

    private static SaveManufacturerSettings SettingsOf(ManufacturerSettings? settings) => settings is null ? new() { LeadTimeDays = 1, CutOff = new(15, 0) } : new()
    {
        SubmissionMethod = settings.SubmissionMethod,
        LeadTimeDays = settings.LeadTimeDays,
        CutOff = settings.CutOff,
        Combine = settings.Combine,
        CombineMinutes = settings.CombineMinutes,
        MinimumOrderAmount = settings.MinimumOrderAmount,
        VerificationSending = settings.VerificationSending,
        VerificationDay = settings.VerificationDay,
        SeenVersion = settings.Version,
    };
}
