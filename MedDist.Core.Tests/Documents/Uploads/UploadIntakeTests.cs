using MedDist.Core.Documents;
using MedDist.Core.Documents.Uploads;
using MedDist.Core.Kernel;
using Shouldly;
using Xunit;

namespace MedDist.Core.Tests.Documents.Uploads;

public sealed class UploadIntakeTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("intake");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Reading_stops_at_the_limit_and_nothing_is_stored()
    {
        using var endless = new Sender("%PDF-1.7\n"u8.ToArray());
        (await TakeAsync(new("endless.pdf", _ => endless))).Failure!.Message.ShouldStartWith("The file is too large");
        endless.Given.ShouldBeInRange(UploadRules.MaxBytes, UploadRules.MaxBytes + (128 * 1024));
        Stored().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("card.pdf", "MZ and a program", "This is a program")]
    [InlineData("card.pdf", "PK\u0003\u0004 an archive", "This is an archive")]
    [InlineData("card.pdf", "<html><script>alert(1)", "Only PDF, JPEG and PNG")]
    public async Task A_wrong_kind_is_refused_by_its_first_bytes_before_more_is_read(string name, string start, string problem)
    {
        using var endless = new Sender(System.Text.Encoding.Latin1.GetBytes(start));
        (await TakeAsync(new(name, _ => endless))).Failure!.Message.ShouldStartWith(problem);
        endless.Given.ShouldBeLessThanOrEqualTo(64 * 1024);
        Stored().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("../card.pdf")]
    [InlineData("card.exe")]
    [InlineData("a\\b.pdf")]
    public async Task A_name_that_is_not_taken_is_refused_before_anything_is_read(string name)
    {
        (await TakeAsync(new(name, _ => throw new InvalidOperationException("It was opened.")))).Failure.ShouldBeOfType<Failure.Invalid>();
        (await TakeAsync(new("large.pdf", _ => throw new InvalidOperationException("It was opened.")) { Bytes = UploadRules.MaxBytes + 1L })).Failure!.Message.ShouldStartWith("The file is too large");
    }

    [Fact]
    public async Task What_is_cut_off_half_way_leaves_nothing_whether_the_line_ends_breaks_or_is_given_up()
    {
        (await TakeAsync(Files.Upload("short.pdf", Files.Pdf) with { Bytes = Files.Pdf.Length + 1 })).Failure!.Message.ShouldStartWith("The file did not arrive completely");
        using var broken = new Sender("%PDF-1.7\n"u8.ToArray(), breaksAt: 200_000);
        (await TakeAsync(new("broken.pdf", _ => broken))).Failure!.Message.ShouldStartWith("The file did not arrive completely");

        using var given = new CancellationTokenSource();
        using var endless = new Sender("%PDF-1.7\n"u8.ToArray());
        var upload = new UploadedFile("given-up.pdf", _ => endless) { Progress = read => { if (read > 300_000) { given.Cancel(); } } };
        await Should.ThrowAsync<OperationCanceledException>(() => TakeAsync(upload, given.Token));
        Stored().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_file_whose_document_is_not_saved_goes_again_and_one_that_is_saved_stays()
    {
        (await TakeAsync(Files.Upload("card.pdf", Files.Pdf))).Value!.Dispose();
        Stored().ShouldBeEmpty();
        using (var kept = (await TakeAsync(Files.Upload("card.pdf", Files.Pdf))).Value!)
        {
            kept.Keep();
            kept.Details.ShouldBe(new("card.pdf", "application/pdf", Files.Pdf.Length, Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Files.Pdf))));
        }

        File.ReadAllBytes(Stored().ShouldHaveSingleItem()).ShouldBe(Files.Pdf);
    }

    [Fact]
    public async Task A_long_file_is_read_in_pieces_and_a_picture_cleaned_without_being_held_as_a_whole()
    {
        using var endless = new Sender("%PDF-1.7\n"u8.ToArray());
        await TakeAsync(new("endless.pdf", _ => endless));
        endless.Largest.ShouldBeLessThanOrEqualTo(128 * 1024);

        var files = new DocumentFiles(folder.FullName, TimeProvider.System);
        await using var arrived = files.Scratch();
        await using var cleaned = files.Scratch();
        arrived.Write([.. Files.Jpeg()[..^2], .. new byte[9_000_000], 0xFF, 0xD9]);
        var before = GC.GetAllocatedBytesForCurrentThread();
        UploadInspection.Inspect("wound.jpg", arrived, cleaned).Succeeded.ShouldBeTrue();
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(1_000_000);
        cleaned.Length.ShouldBeGreaterThan(9_000_000);
    }

    [Fact]
    public void What_a_killed_process_left_goes_after_a_day()
    {
        var incoming = folder.CreateSubdirectory(".incoming").FullName;
        foreach (var (name, hours) in new[] { ("old", 25), ("young", 1) })
        {
            File.WriteAllText(Path.Combine(incoming, name), "half a file");
            File.SetLastWriteTimeUtc(Path.Combine(incoming, name), TimeProvider.System.GetUtcNow().AddHours(-hours).UtcDateTime);
        }

        new DocumentFiles(folder.FullName, TimeProvider.System).Scratch().Dispose();
        Stored().Select(Path.GetFileName).ShouldBe(["young"]);
    }

    private Task<Result<KeptUpload>> TakeAsync(UploadedFile file, CancellationToken cancel = default) =>
        new UploadIntake(new DocumentFiles(folder.FullName, TimeProvider.System)).TakeAsync(Guid.NewGuid(), Guid.NewGuid(), file, cancel);

    private string[] Stored() => Directory.GetFiles(folder.FullName, "*", SearchOption.AllDirectories);

    /// <summary>A sender that begins with some bytes and goes on without end, or until the line breaks; counts what was read.</summary>
    private sealed class Sender(byte[] start, long breaksAt = long.MaxValue) : Stream
    {
        public long Given { get; private set; }

        public int Largest { get; private set; }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => Given; set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            if (Given > breaksAt)
            {
                throw new IOException("The line broke.");
            }

            Largest = Math.Max(Largest, count);
            var span = buffer.AsSpan(offset, Math.Min(count, 32 * 1024));
            span.Fill((byte)' ');
            if (Given == 0)
            {
                start.AsSpan(0, Math.Min(start.Length, span.Length)).CopyTo(span);
            }

            Given += span.Length;
            return span.Length;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
