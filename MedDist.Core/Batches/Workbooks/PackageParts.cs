using System.IO.Compression;
using System.Xml;

namespace MedDist.Core.Batches.Workbooks;

/// <summary>The parts of an Office Open XML package, unpacked while they are read and only so far as <see cref="WorkbookLimits"/> allow.</summary>
internal sealed class PackageParts : IDisposable
{
    private static readonly XmlReaderSettings Safe = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreComments = true, IgnoreProcessingInstructions = true, CheckCharacters = false };

    private readonly ZipArchive zip;
    private readonly Dictionary<string, ZipArchiveEntry> parts;
    private long unpacked;

    public PackageParts(byte[] content)
    {
        zip = new ZipArchive(new MemoryStream(content, writable: false));
        if (zip.Entries.Count > WorkbookLimits.MostParts)
        {
            throw new WorkbookRefusedException(WorkbookFailures.Bomb);
        }

        parts = zip.Entries.GroupBy(e => e.FullName.Replace('\\', '/').TrimStart('/'), StringComparer.OrdinalIgnoreCase).ToDictionary(g => g.Key, g => g.First(), StringComparer.OrdinalIgnoreCase);
    }

    public bool Has(string name) => parts.ContainsKey(name);

    /// <summary>Reads a part; the caller disposes it.</summary>
    public XmlReader Open(string name) => parts.TryGetValue(name, out var part)
        ? XmlReader.Create(new MeasuredStream(part.Open(), part.CompressedLength, this), Safe)
        : throw new WorkbookRefusedException(WorkbookFailures.Damaged);

    /// <summary>Where a part's links lead, by their id.</summary>
    public Dictionary<string, (string Type, string Target)> LinksOf(string name)
    {
        var (folder, file) = (name.Contains('/', StringComparison.Ordinal) ? name[..(name.LastIndexOf('/') + 1)] : "", name[(name.LastIndexOf('/') + 1)..]);
        var links = new Dictionary<string, (string, string)>(StringComparer.Ordinal);
        if (!Has($"{folder}_rels/{file}.rels"))
        {
            return links;
        }

        using var xml = Open($"{folder}_rels/{file}.rels");
        while (xml.Read())
        {
            if (xml is { NodeType: XmlNodeType.Element, LocalName: "Relationship" } && xml.GetAttribute("Id") is { } id && xml.GetAttribute("TargetMode") != "External")
            {
                links[id] = (xml.GetAttribute("Type") ?? "", Resolve(folder, xml.GetAttribute("Target") ?? ""));
            }
        }

        return links;
    }

    public void Dispose() => zip.Dispose();

    private static string Resolve(string folder, string target)
    {
        var steps = new List<string>();
        foreach (var step in (target.StartsWith('/') ? target : folder + target).Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (step == ".." && steps.Count > 0)
            {
                steps.RemoveAt(steps.Count - 1);
            }
            else if (step is not "." and not "..")
            {
                steps.Add(step);
            }
        }

        return string.Join('/', steps);
    }

    /// <summary>Counts what comes out of a part, whatever its directory says of it.</summary>
    private sealed class MeasuredStream(Stream inner, long packed, PackageParts package) : Stream
    {
        private long read;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => read; set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count) => Count(inner.Read(buffer, offset, count));

        public override int Read(Span<byte> buffer) => Count(inner.Read(buffer));

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                inner.Dispose();
            }

            base.Dispose(disposing);
        }

        private int Count(int bytes)
        {
            read += bytes;
            package.unpacked += bytes;
            return package.unpacked > WorkbookLimits.MostUnpacked || (read > WorkbookLimits.FreeOfRatio && read / Math.Max(1, packed) > WorkbookLimits.MostRatio)
                ? throw new WorkbookRefusedException(WorkbookFailures.Bomb)
                : bytes;
        }
    }
}
