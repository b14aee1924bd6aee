#pragma warning disable EF1001 // what it returns is used as the public IUpdateEntry; the entry names its internal type
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Update;

namespace MedDist.Data.Database;

/// <summary>A tracked row as EF's own save reads it. <see cref="EntityEntry.Properties"/> makes an object for each property it is asked about, which for a wide row costs more than writing it.</summary>
internal static class TrackedRow
{
    public static IUpdateEntry Row(this EntityEntry entry) => entry.GetInfrastructure();

    /// <summary>The properties that a save would write, also those inside complex types.</summary>
    public static List<IProperty> Modified(this EntityEntry entry)
    {
        var row = entry.Row();
        List<IProperty> modified = [];
        foreach (var property in entry.Metadata.GetFlattenedProperties())
        {
            if (row.IsModified(property))
            {
                modified.Add(property);
            }
        }

        return modified;
    }
}
