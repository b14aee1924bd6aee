using MedDist.Core.Auditing;
using MedDist.Core.Kernel;

namespace MedDist.Core.Reports.Exports;

/// <summary>Records that a list left the system: always in the activity log, and as an access where it is about people (45 CFR 164.312(b)).</summary>
public sealed class ExportRecords(ICallContext call, PhiAccess phi, TimeProvider clock)
{
    /// <summary>Adds to the save who is in the file. With <see cref="MedDistDbContext.InsertsInBulk"/> they are written in bulk.</summary>
    internal static void AddPeople(MedDistDbContext db, Export export, IEnumerable<Guid> people)
    {
        if (export.HoldsPhi)
        {
            db.ExportedPeople.AddRange(people.Select(p => new ExportedPerson { ExportId = export.Id, RecipientId = p }));
        }
    }

    /// <summary>Adds the entry of the activity log to the save, and writes the access.</summary>
    internal async Task WriteAsync(MedDistDbContext db, Export export, int rows, CancellationToken cancel)
    {
        db.ActivityLogs.Add(new ActivityLog
        {
            UserId = call.UserId,
            Action = "list.exported",
            EntityType = nameof(Export),
            EntityId = export.Id,
            Metadata = new() { ["list"] = export.Kind, ["format"] = export.Format.Label(), ["rows"] = FormattableString.Invariant($"{rows}"), ["address"] = export.Address },
            IpAddress = call.IpAddress,
            CreatedAt = clock.GetUtcNow(),
        });
        if (export.HoldsPhi)
        {
            var what = FormattableString.Invariant($"{rows} rows of {export.Title} exported as {export.Format.Label()}");
            await phi.RecordAsync("list." + export.Kind, export.Id, PhiAction.Export, $"{what}. {ExportWords.Purpose(export.Purpose, export.PurposeText)}", cancel);
        }
    }
}
