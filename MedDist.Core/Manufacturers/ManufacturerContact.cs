using MedDist.Core.Kernel;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Manufacturers;

/// <summary>What a contact list is for.</summary>
public enum ContactType
{
    Order,
    Ivr,
    Support,
}

/// <summary>The addresses one manufacturer wants one kind of mail at; at most one list per kind.</summary>
public sealed class ManufacturerContact : TenantEntity
{
    private string? notes;
    private Guid? updatedByUserId;

    public required Guid ManufacturerId { get; init; }

    public required ContactType ContactType { get; init; }

    public List<string> PrimaryRecipients { get; init; } = [];

    public List<string> CcRecipients { get; init; } = [];

    /// <summary>Free words for the coordinator, such as "Susan for rush orders".</summary>
    public string? Notes { get => notes; init => notes = value; }

    public Guid? UpdatedByUserId { get => updatedByUserId; init => updatedByUserId = value; }

    /// <summary>Other addresses; <paramref name="note"/> null keeps the words that are there.</summary>
    public void Change(IReadOnlyList<string> to, IReadOnlyList<string> cc, string? note, Guid? byUserId)
    {
        PrimaryRecipients.Clear();
        PrimaryRecipients.AddRange(to);
        CcRecipients.Clear();
        CcRecipients.AddRange(cc);
        (notes, updatedByUserId) = (note is null ? notes : note.Trim() is { Length: > 0 } words ? words : null, byUserId);
    }
}

/// <summary>Changes contact lists within the save of something else.</summary>
public static class ContactWriting
{
    /// <summary>Sets the list of one kind, or makes it. The caller has checked the addresses, and saves.</summary>
    public static async Task<ManufacturerContact> SetContactsAsync(
        this MedDistDbContext db, Guid manufacturerId, ContactType type, IReadOnlyList<string> to, IReadOnlyList<string> cc, Guid? byUserId, CancellationToken cancel)
    {
        if (await db.ManufacturerContacts.FirstOrDefaultAsync(c => c.ManufacturerId == manufacturerId && c.ContactType == type, cancel) is not { } list)
        {
            list = new ManufacturerContact { ManufacturerId = manufacturerId, ContactType = type };
            db.Add(list);
        }

        list.Change(to, cc, null, byUserId);
        return list;
    }
}
