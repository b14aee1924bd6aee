using System.Text;
using MedDist.Core.Tenancy;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace MedDist.Core.Integrations;

/// <summary>Where returned mail lies; null where none is read.</summary>
public sealed record BounceSettings(string? Folder);

/// <summary>How many files a reading took in, and how many it could make nothing of.</summary>
public sealed record BounceReading(int Taken, int Unreadable);

/// <summary>
/// Reads delivery reports from the folder that the mail server drops returned mail into (<c>Mail:BounceFolder</c>), for all tenants. Each file is moved to <c>processed</c> once
/// it is taken in, or to <c>unreadable</c> when it is no report about a message of ours; a file that was taken in but not moved is taken in again without effect.
/// </summary>
public sealed partial class BounceReader(BounceSettings settings, TenantDirectory tenants, TenantRunner runner, ILogger<BounceReader> log)
{
    /// <summary>Reports stand at the beginning; what follows is the returned message with its attachments.</summary>
    private const int Enough = 512 * 1024;

    public async Task<BounceReading> ReadAsync(CancellationToken cancel = default)
    {
        var reading = new BounceReading(0, 0);
        if (settings.Folder is not { } folder || !Directory.Exists(folder))
        {
            return reading;
        }

        foreach (var file in new DirectoryInfo(folder).GetFiles("*.eml").OrderBy(f => f.LastWriteTimeUtc).ThenBy(f => f.Name))
        {
            cancel.ThrowIfCancellationRequested();
            if (await TextOfAsync(file, cancel) is not { } text)
            {
                continue;
            }

            var taken = DeliveryReport.Parse(text) is { } report && await TakeAsync(report, cancel);
            Move(file, Path.Combine(folder, taken ? "processed" : "unreadable"));
            reading = taken ? reading with { Taken = reading.Taken + 1 } : reading with { Unreadable = reading.Unreadable + 1 };
        }

        if (reading.Unreadable > 0)
        {
            NotOurs(log, reading.Unreadable);
        }

        return reading;
    }

    private async Task<bool> TakeAsync(DeliveryReport report, CancellationToken cancel)
    {
        foreach (var tenant in await tenants.ListAsync(cancel))
        {
            var taken = false;
            await runner.ForTenantAsync(tenant.Id, async (services, stop) => taken = await services.GetRequiredService<BounceService>().TakeAsync(report, stop), cancel);
            if (taken)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The beginning of the file; null while somebody still writes it.</summary>
    private static async Task<string?> TextOfAsync(FileInfo file, CancellationToken cancel)
    {
        try
        {
            await using var stream = new FileStream(file.FullName, FileMode.Open, FileAccess.Read, FileShare.None);
            var bytes = new byte[Math.Min(Enough, stream.Length)];
            await stream.ReadExactlyAsync(bytes, cancel);
            return Encoding.Latin1.GetString(bytes);
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static void Move(FileInfo file, string folder)
    {
        Directory.CreateDirectory(folder);
        var target = Path.Combine(folder, file.Name);
        file.MoveTo(File.Exists(target) ? Path.Combine(folder, $"{Path.GetFileNameWithoutExtension(file.Name)}-{Guid.CreateVersion7():N}.eml") : target);
    }

    [LoggerMessage(LogLevel.Warning, "{Count} files of the bounce folder were no delivery report about a message of this installation; they lie in its folder unreadable")]
    private static partial void NotOurs(ILogger logger, int count);
}
