using MedDist.Core.Documents.Pdf;
using MedDist.Core.Tests.Support;
using Shouldly;
using Xunit;

namespace MedDist.Core.Tests.Documents.Pdf;

public class PdfImageTests
{
    private static readonly PdfColor White = new(255, 255, 255), Red = new(200, 16, 32), Black = new(0, 0, 0);

    [Fact]
    public void A_jpeg_shows_in_its_colours_and_proportions()
    {
        var image = Read(SmallPictures.RedJpeg);
        (image.Width, image.Height).ShouldBe((24, 16));

        var page = PdfPicture.Render(Draft.New().Image(image).ToArray());

        // 24 × 16 pixels at 96 to the inch are 18 × 12 points, below the top margin of 58.
        ShouldBeNearly(page[50, 60], Red);
        ShouldBeNearly(page[64, 68], Red);
        page[68, 60].ShouldBe(White);
        page[50, 72].ShouldBe(White);
    }

    [Fact]
    public void A_picture_shrinks_to_its_bounds_and_text_goes_on_below_it()
    {
        var pdf = Draft.New().Image(Read(SmallPictures.RedJpeg), maxWidth: 9).Paragraph("below").ToArray();

        var page = PdfPicture.Render(pdf);
        ShouldBeNearly(page[50, 60], Red);
        page[59, 60].ShouldBe(White);
        PdfText.Words(pdf).Single(w => w.Text == "below").Top.ShouldBeGreaterThan(58 + 6);
    }

    [Fact]
    public void A_picture_that_has_no_room_left_goes_to_the_next_page()
    {
        var tall = Read(SmallPictures.Png(1, 600, 8, 0, [.. Enumerable.Repeat<byte[]>([0, 90], 600).SelectMany(row => row)]));

        PdfText.Pages(Draft.New().Image(tall).Image(tall).ToArray()).Count.ShouldBe(2);
    }

    [Fact]
    public void A_picture_shown_twice_is_stored_once()
    {
        var image = Read(SmallPictures.RedJpeg);

        var extra = Draft.New().Image(image).Image(image).ToArray().Length - Draft.New().Image(image).ToArray().Length;

        extra.ShouldBeLessThan(SmallPictures.RedJpeg.Length);
    }

    /// <summary>Pictures of 16 × 32 pixels: coloured in the upper half, white or clear in the lower.</summary>
    public static TheoryData<string, string, byte[]> Halves => new()
    {
        { "grey, 1 bit", "000000", Halved(1, 0, [0, 0], [255, 255]) },
        { "grey, 4 bits", "333333", Halved(4, 0, Times(8, 0x33), Times(8, 0xFF)) },
        { "grey, 16 bits", "404040", Halved(16, 0, Times(16, 0x40, 0x12), Times(16, 255, 255)) },
        { "grey with alpha", "000000", Halved(8, 4, Times(16, 0, 255), Times(16, 9, 0)) },
        { "RGB", "00FF00", Halved(8, 2, Times(16, 0, 255, 0), Times(16, 255, 255, 255)) },
        { "RGB, 16 bits", "00FF00", Halved(16, 2, Times(16, 0, 0, 255, 255, 0, 0), Times(32, 255, 255, 255)) },
        { "RGB with a clear colour", "00FF00", Halved(8, 2, Times(16, 0, 255, 0), Times(16, 9, 9, 9), transparency: [0, 9, 0, 9, 0, 9]) },
        { "RGB with alpha", "00FF00", Halved(8, 6, Times(16, 0, 255, 0, 255), Times(16, 7, 7, 7, 0)) },
        { "palette, 1 bit", "00FF00", Halved(1, 3, [255, 255], [0, 0], palette: [255, 255, 255, 0, 255, 0]) },
        { "palette with alpha", "00FF00", Halved(2, 3, Times(4, 0x55), Times(4, 0), palette: [1, 2, 3, 0, 255, 0], transparency: [0]) },
    };

    [Theory]
    [MemberData(nameof(Halves))]
    public void Each_kind_of_png_shows_its_colours_and_its_transparency(string kind, string upper, byte[] file)
    {
        PdfColor.TryParse(upper, out var color).ShouldBeTrue();

        var page = PdfPicture.Render(Draft.New().Image(Read(file)).ToArray());

        page[52, 62].ShouldBe(color, kind);
        page[52, 76].ShouldBe(White, kind);
    }

    [Fact]
    public void Rows_stored_as_differences_are_restored()
    {
        // Each filter in turn gives back the same row: eight white pixels, then eight black ones.
        byte[] byPaethOfTheFirstRow = [4, 255, .. Times(7, 0), 1, .. Times(7, 0)];
        byte[] asItIs = [0, .. Times(8, 255), .. Times(8, 0)];
        byte[] fromTheLeft = [1, 255, .. Times(7, 0), 1, .. Times(7, 0)];
        byte[] fromAbove = [2, .. Times(16, 0)];
        byte[] fromBoth = [3, 128, .. Times(7, 0), 129, .. Times(7, 0)];
        byte[] byPaeth = [4, .. Times(16, 0)];
        byte[] rows = [.. byPaethOfTheFirstRow, .. Times(4, [.. asItIs, .. fromTheLeft, .. fromAbove, .. fromBoth, .. byPaeth])];

        var page = PdfPicture.Render(Draft.New().Image(Read(SmallPictures.Png(16, 21, 8, 0, rows))).ToArray());

        for (var y = 58; y < 72; y++)
        {
            page[50, y].ShouldBe(White);
            page[57, y].ShouldBe(Black);
        }
    }

    public static TheoryData<string, byte[]> Unreadable => new()
    {
        { "nothing", [] },
        { "text", "no picture"u8.ToArray() },
        { "a JPEG cut off in its head", SmallPictures.RedJpeg[..60] },
        { "a PNG cut off", SmallPictures.Png(1, 1, 8, 0, [0, 1])[..50] },
        { "a PNG with too few rows", SmallPictures.Png(1, 3, 8, 0, [0, 1]) },
        { "a PNG with an unknown filter", SmallPictures.Png(1, 1, 8, 0, [9, 1]) },
        { "a PNG of an unknown kind", SmallPictures.Png(1, 1, 8, 5, [0, 1]) },
        { "a PNG with interlace", SmallPictures.Png(1, 1, 8, 0, [0, 1], interlace: 1) },
        { "a palette PNG without palette", SmallPictures.Png(1, 1, 8, 3, [0, 1]) },
        { "a PNG that claims to be enormous", SmallPictures.Png(100_000, 100_000, 8, 0, [0, 1]) },
    };

    [Theory]
    [MemberData(nameof(Unreadable))]
    public void A_file_that_is_no_whole_picture_is_refused(string kind, byte[] file)
    {
        PdfImage.TryRead(file, out var image).ShouldBeFalse(kind);
        image.ShouldBeNull();
    }

    private static PdfImage Read(byte[] file)
    {
        PdfImage.TryRead(file, out var image).ShouldBeTrue();
        return image!;
    }

    private static byte[] Halved(byte depth, byte kind, byte[] upper, byte[] lower, byte[]? palette = null, byte[]? transparency = null) =>
        SmallPictures.Png(16, 32, depth, kind, [.. Times(16, [0, .. upper]), .. Times(16, [0, .. lower])], palette, transparency);

    private static byte[] Times(int count, params byte[] bytes) => [.. Enumerable.Repeat(bytes, count).SelectMany(each => each)];

    private static void ShouldBeNearly(PdfColor actual, PdfColor expected) =>
        (Math.Abs(actual.Red - expected.Red) + Math.Abs(actual.Green - expected.Green) + Math.Abs(actual.Blue - expected.Blue)).ShouldBeLessThan(12);
}
