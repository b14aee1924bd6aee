namespace MedDist.Core.Batches.Workbooks;

/// <summary>How much of a file is read. What is beyond is refused before anything is written.</summary>
public static class WorkbookLimits
{
    /// <summary>Bytes of the file as it came.</summary>
    public const int MaxBytes = 10 * 1024 * 1024;

    public const int MostRows = 20_000;

    public const int MostColumns = 200;

    /// <summary>Characters of one cell.</summary>
    public const int MostText = 4_000;

    /// <summary>Characters of text that is pasted.</summary>
    public const int MostPasted = 2 * 1024 * 1024;

    /// <summary>Parts of the package, and sheets that are looked at.</summary>
    internal const int MostParts = 1_000, MostSheets = 20;

    internal const int MostMerges = 5_000;

    /// <summary>Bytes of all parts unpacked.</summary>
    internal const long MostUnpacked = 256L * 1024 * 1024;

    /// <summary>How many times larger than packed a part may get, once it is larger than <see cref="FreeOfRatio"/>.</summary>
    internal const int MostRatio = 150;

    internal const long FreeOfRatio = 8L * 1024 * 1024;

    /// <summary>How far down headings are looked for.</summary>
    public const int HeaderRows = 40;
}
