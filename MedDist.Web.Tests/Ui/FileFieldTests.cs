using Bunit;
using MedDist.Core.Documents;
using MedDist.Core.Documents.Uploads;
using MedDist.Web.Ui;
using Microsoft.AspNetCore.Components.Forms;
using Shouldly;
using Xunit;

namespace MedDist.Web.Tests.Ui;

public sealed class FileFieldTests : UiTestContext
{
    private const int Size = 3_000_000;
    private ChosenFile? chosen;

    [Fact]
    public async Task A_chosen_file_is_read_when_the_form_is_saved_and_then_a_piece_at_a_time()
    {
        var folder = Directory.CreateTempSubdirectory("file-field");
        var (field, file) = (Field(), new File("answer.pdf", Size));
        await ChooseAsync(field, file);
        (chosen!.Name, file.Opened).ShouldBe(("answer.pdf", 0), "nothing is read before the form is saved");
        field.Markup.ShouldNotContain("<progress");

        var taken = await field.InvokeAsync(() => new UploadIntake(new DocumentFiles(folder.FullName, Clock)).TakeAsync(Guid.NewGuid(), Guid.NewGuid(), chosen.Upload, default));
        taken.Failure.ShouldBeNull();
        (taken.Value!.Details.Bytes, chosen.Percent, file.Opened).ShouldBe((Size, 100, 1));
        file.Largest.ShouldBeLessThanOrEqualTo(128 * 1024);
        file.Seen.ShouldBe("…50…", "how far it is shows on the way");
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task The_field_that_holds_the_file_stays_while_it_is_chosen_and_a_new_one_comes_when_it_is_left_out()
    {
        var field = Field();
        var first = field.FindComponent<InputFile>().Instance;
        await ChooseAsync(field, new File("answer.pdf", Size));
        field.FindComponent<InputFile>().Instance.ShouldBeSameAs(first);
        field.Find(".file-field > [hidden] #answer");

        field.Find("button").Click();
        chosen.ShouldBeNull();
        field.FindAll("[hidden] #answer").ShouldBeEmpty();
        field.FindComponent<InputFile>().Instance.ShouldNotBeSameAs(first);
    }

    [Fact]
    public async Task What_is_too_large_is_refused_without_being_read()
    {
        var (field, file) = (Field(), new File("answer.pdf", UploadRules.MaxBytes + 1));
        await ChooseAsync(field, file);
        field.Find("[role=alert]").TextContent.ShouldBe("The file is too large. Keep it under 10 MB.");
        (chosen, file.Opened).ShouldBe((null, 0));
    }

    private IRenderedComponent<FileField> Field()
    {
        IRenderedComponent<FileField> field = null!;
        field = Render<FileField>(p => p.Add(f => f.Id, "answer").Add(f => f.Label, "The answer in writing").Add(f => f.FileChanged, file =>
        {
            chosen = file;
            field.Render(again => again.Add(f => f.File, file));
        }));
        return field;
    }

    private static Task ChooseAsync(IRenderedComponent<FileField> field, File file)
    {
        file.Look = () => field.Markup.Contains("<progress", StringComparison.Ordinal) && field.Markup.Contains("value=\"50\"", StringComparison.Ordinal) ? "…50…" : "";
        return field.InvokeAsync(() => field.FindComponent<InputFile>().Instance.OnChange.InvokeAsync(new InputFileChangeEventArgs([file])));
    }

    /// <summary>A PDF of a length in somebody's browser; counts how it is read.</summary>
    private sealed class File(string name, long size) : Stream, IBrowserFile
    {
        private static readonly byte[] Head = "%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\n"u8.ToArray();
        private static readonly byte[] Tail = "\ntrailer << /Root 1 0 R >>\n%%EOF\n"u8.ToArray();

        public int Opened { get; private set; }

        public int Largest { get; private set; }

        public string Seen { get; private set; } = "";

        public Func<string> Look { get; set; } = () => "";

        public string Name => name;

        public DateTimeOffset LastModified => default;

        public long Size => size;

        public string ContentType => "application/pdf";

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => size;

        public override long Position { get; set; }

        public Stream OpenReadStream(long maxAllowedSize, CancellationToken cancellationToken)
        {
            maxAllowedSize.ShouldBe(UploadRules.MaxBytes);
            Opened++;
            Position = 0;
            return this;
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            Seen += Seen.Length == 0 ? Look() : "";
            Largest = Math.Max(Largest, count);
            var some = (int)Math.Min(count, size - Position);
            for (var i = 0; i < some; i++, Position++)
            {
                buffer[offset + i] = Position < Head.Length ? Head[Position] : Position >= size - Tail.Length ? Tail[Position - (size - Tail.Length)] : (byte)' ';
            }

            return some;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
