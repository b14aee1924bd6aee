namespace MedDist.Core.Documents.Uploads;

/// <summary>A file on its way in. Its bytes are never held as a whole: they are read once, piece by piece, and only when nothing else speaks against them.</summary>
/// <param name="Name">As the sender tells it.</param>
/// <param name="Open">Begins to read it.</param>
public sealed record UploadedFile(string Name, Func<CancellationToken, Stream> Open)
{
    /// <summary>How many bytes the sender says will come; fewer were cut off on the way. Null where it does not say.</summary>
    public long? Bytes { get; init; }

    /// <summary>Hears how many have come, for showing how far it is.</summary>
    public Action<long>? Progress { get; init; }
}
