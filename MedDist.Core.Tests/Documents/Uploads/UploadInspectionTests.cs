using System.Text;
using MedDist.Core.Documents;
using MedDist.Core.Documents.Uploads;
using MedDist.Core.Kernel;
using Shouldly;
using Xunit;

namespace MedDist.Core.Tests.Documents.Uploads;

public sealed class UploadInspectionTests
{
    [Theory]
    [InlineData("card.pdf", "pdf", "card.pdf", "application/pdf")]
    [InlineData("Wound 3.JPG", "jpeg", "Wound 3.jpg", "image/jpeg")]
    [InlineData("scan.png", "png", "scan.png", "image/png")]
    [InlineData("photo.png", "jpeg", "photo.jpg", "image/jpeg")] // what it is, its bytes say
    [InlineData("image", "jpeg", "image.jpg", "image/jpeg")]
    public void Documents_and_photos_are_taken(string name, string kind, string kept, string type)
    {
        var upload = Inspect(name, Of(kind)).Value!;
        (upload.FileName, upload.ContentType, upload.IsPhoto).ShouldBe((kept, type, kind != "pdf"));
    }

    [Theory]
    [InlineData("card.pdf", "exe", "This is a program")]
    [InlineData("photo.jpg", "elf", "This is a program")]
    [InlineData("card.pdf", "script", "This is a program")]
    [InlineData("notes.pdf", "zip", "This is an archive or an Office file")]
    [InlineData("photo.jpg", "heic", "This is a HEIC photo")]
    [InlineData("photo.jpg", "gif", "This is a GIF")]
    [InlineData("card.pdf", "html", "Only PDF, JPEG and PNG")]
    [InlineData("card.pdf", "empty", "The file is empty")]
    [InlineData("card.pdf", "large", "The file is too large")]
    [InlineData("card.exe", "pdf", "Files named .exe are not taken")]
    [InlineData("card.exe.pdf", "pdf", "Files named .exe are not taken")]
    [InlineData("card.pdf.JS", "pdf", "Files named .js are not taken")]
    [InlineData("card.svg", "png", "Files named .svg are not taken")]
    [InlineData("../../etc/passwd.pdf", "pdf", "The name of the file is not allowed")]
    [InlineData("..\\windows\\card.pdf", "pdf", "The name of the file is not allowed")]
    [InlineData("C:card.pdf", "pdf", "The name of the file is not allowed")]
    [InlineData("card\0.pdf", "pdf", "The name of the file is not allowed")]
    [InlineData("card\u202Efdp.exe", "pdf", "The name of the file is not allowed")] // reads as "cardexe.pdf"
    [InlineData("", "pdf", "The name of the file is not allowed")]
    [InlineData("half.pdf", "half pdf", "The PDF ends too early")]
    [InlineData("both.pdf", "pdf and zip", "Something else hangs behind the PDF")]
    [InlineData("long.pdf", "pdf and more", "Something else hangs behind the PDF")]
    [InlineData("script.pdf", "pdf with script", "The PDF carries a script")]
    [InlineData("hidden.pdf", "pdf with hidden script", "The PDF carries a script")]
    [InlineData("launch.pdf", "pdf with program", "The PDF carries a script")]
    [InlineData("half.jpg", "half jpeg", "The picture is damaged")]
    [InlineData("head.jpg", "jpeg head", "The picture is damaged")]
    [InlineData("bomb.jpg", "huge jpeg", "The picture is too large to open safely")]
    [InlineData("bomb.png", "huge png", "The picture is too large to open safely")]
    [InlineData("half.png", "half png", "The picture is damaged")]
    public void What_could_harm_or_is_no_document_is_refused_with_what_to_do(string name, string kind, string problem) =>
        Inspect(name, Of(kind)).Failure!.Message.ShouldStartWith(problem);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_photo_is_kept_without_where_it_was_taken_and_stays_turned(bool littleEndian)
    {
        var kept = Inspect("wound.jpg", Files.Jpeg(orientation: 6, littleEndian, trailer: "PK\u0003\u0004 and a whole archive")).Value!.Content;
        var text = Encoding.Latin1.GetString(kept);
        text.ShouldNotContain("GPS");
        text.ShouldNotContain("taken at home");
        text.ShouldNotContain("IPTC");
        text.ShouldNotContain("PK");
        text.ShouldContain("JFIF");
        text.ShouldContain("\u0012\u00ff\0\u0034\u00ff\u00d0\u0056"); // the picture itself
        kept[^2..].ShouldBe([0xFF, 0xD9]);
        text.ShouldContain("Exif\0\0MM\0*\0\0\0\u0008\0\u0001\u0001\u0012\0\u0003\0\0\0\u0001\0\u0006");
        Inspect("again.jpg", kept).Value!.Content.ShouldBe(kept);
    }

    [Fact]
    public void A_photo_that_is_not_turned_has_no_EXIF_at_all() => Encoding.Latin1.GetString(Inspect("a.jpg", Files.Jpeg()).Value!.Content).ShouldNotContain("Exif");

    [Fact]
    public void A_PNG_is_kept_without_its_texts_and_without_what_hangs_behind()
    {
        var kept = Inspect("a.png", Files.Png(trailer: "<script>", more: [("tEXt", "Author Jane Public"), ("eXIf", "GPS"), ("gAMA", "abcd")])).Value!.Content;
        var text = Encoding.Latin1.GetString(kept);
        text.ShouldNotContain("Jane");
        text.ShouldNotContain("eXIf");
        text.ShouldNotContain("script");
        text.ShouldContain("gAMA");
        kept.ShouldBe(Files.Png(more: [("gAMA", "abcd")]));
    }

    [Fact]
    public void A_PNG_with_a_part_that_nobody_knows_how_to_draw_is_refused() => Inspect("a.png", Files.Png(more: [("EVIL", "x")])).Succeeded.ShouldBeFalse();

    [Fact]
    public void Cut_anywhere_a_picture_is_refused_and_never_breaks_the_reader()
    {
        foreach (var whole in new[] { Files.Jpeg(3), Files.Png(more: [("tEXt", "x")]) })
        {
            for (var length = 9; length < whole.Length; length++)
            {
                Inspect("a.png", whole[..length]).Succeeded.ShouldBeFalse($"{length} of {whole.Length}");
            }
        }
    }

    private static byte[] Of(string kind) => kind switch
    {
        "pdf" => Files.Pdf,
        "jpeg" => Files.Jpeg(),
        "png" => Files.Png(),
        "exe" => [.. "MZ"u8, 0x90, 0, 3],
        "elf" => [0x7F, .. "ELF"u8, 2, 1, 1],
        "script" => [.. "#!/bin/sh\nrm -rf /"u8],
        "zip" => [.. "PK\u0003\u0004"u8, 0, 0],
        "heic" => [0, 0, 0, 24, .. "ftypheic"u8, 0, 0],
        "gif" => [.. "GIF89a"u8],
        "html" => [.. "<html><script>"u8],
        "empty" => [],
        "large" => [.. Files.Pdf, .. new byte[UploadRules.MaxBytes]],
        "half pdf" => Files.Pdf[..40],
        "pdf and zip" => [.. Files.Pdf, .. "PK\u0005\u0006"u8, .. new byte[18]],
        "pdf and more" => [.. Files.Pdf, .. new byte[2000]],
        "pdf with script" => With("/OpenAction << /S /JavaScript /JS (app.alert(1)) >>"),
        "pdf with hidden script" => With("/OpenAction << /S /J#61va#53cript >>"),
        "pdf with program" => With("/AA << /S /Launch /F (cmd.exe) >>"),
        "half jpeg" => Files.Jpeg()[..^2],
        "jpeg head" => [0xFF, 0xD8, 0xFF, 0xD9],
        "huge jpeg" => Files.Jpeg(frame: Files.HugeFrame),
        "huge png" => Files.Png(60_000, 60_000),
        "half png" => Files.Png()[..^12],
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    [Theory]
    [InlineData(65_536)]
    [InlineData(65_530)]
    [InlineData(65_536 - 256)]
    [InlineData(65_536 + 7)]
    public void A_script_is_found_wherever_in_a_long_PDF_it_lies_and_a_name_that_only_begins_like_one_is_none(int at)
    {
        byte[] Padded(string entry) => [.. Files.Pdf[..9], .. Enumerable.Repeat((byte)' ', at - 9 - 4), .. Encoding.Latin1.GetBytes(entry), .. new byte[70_000], .. "\n%%EOF\n"u8];
        Inspect("long.pdf", Padded("/J#61va#53cript ")).Failure!.Message.ShouldStartWith("The PDF carries a script");
        Inspect("long.pdf", Padded("/JSFree ")).Failure.ShouldBeNull();
    }

    /// <summary>As a file that arrives is treated, with its bytes at hand.</summary>
    private static Result<Inspected> Inspect(string name, byte[] content)
    {
        var folder = Directory.CreateTempSubdirectory("uploads");
        try
        {
            var files = new DocumentFiles(folder.FullName, TimeProvider.System);
            var taken = new UploadIntake(files).TakeAsync(Guid.NewGuid(), Guid.NewGuid(), Files.Upload(name, content), default).GetAwaiter().GetResult();
            if (!taken.Succeeded)
            {
                folder.GetFiles("*", SearchOption.AllDirectories).ShouldBeEmpty(name);
                return taken.Failure;
            }

            using var kept = taken.Value;
            return new Inspected(kept.Details.FileName, kept.Details.ContentType, kept.IsPhoto, files.ReadAsync(kept.Key, default).GetAwaiter().GetResult()!);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private sealed record Inspected(string FileName, string ContentType, bool IsPhoto, byte[] Content);

    private static byte[] With(string entry) => Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(Files.Pdf).Replace("/Type /Catalog", $"/Type /Catalog {entry}", StringComparison.Ordinal));
}
