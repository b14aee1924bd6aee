using System.Globalization;

namespace MedDist.Core.Documents.Pdf;

/// <summary>Turns finished pages into a file: page tree, resources, properties.</summary>
internal sealed class PdfOutput(PdfSetup setup, PdfFlow flow, TextStyles styles, IReadOnlyList<PdfImage> images)
{
    private readonly PdfFile file = new();

    public static string ImageName(int index) => string.Create(CultureInfo.InvariantCulture, $"Im{index + 1}");

    public byte[] ToArray()
    {
        int tree = file.Reserve(), resources = file.Reserve();
        var pages = flow.Pages.Select((page, i) => AddPage(page, i + 1, tree, resources)).ToList();
        // Fonts come last, because drawing the pages decides which glyphs they hold.
        file.Set(resources, $"<< /Font << {Fonts()} >> /XObject << {Images()} >> >>");
        file.Set(tree, string.Create(CultureInfo.InvariantCulture,
            $"<< /Type /Pages /Count {pages.Count} /Kids [{string.Join(' ', pages.Select(PdfSyntax.Reference))}] >>"));
        var catalog = file.Add($"<< /Type /Catalog /Pages {PdfSyntax.Reference(tree)} /Lang {PdfSyntax.Text(setup.Language)} "
            + "/ViewerPreferences << /DisplayDocTitle true >> >>");
        var properties = file.Add($"<< /Title {PdfSyntax.Text(PlainText.OneLine(setup.Title))} /Author {PdfSyntax.Text(PlainText.OneLine(setup.Author))} "
            + $"/Producer (MedDist) /CreationDate {PdfSyntax.Date(setup.CreatedAt)} /ModDate {PdfSyntax.Date(setup.CreatedAt)} >>");
        return file.ToArray(catalog, properties);
    }

    private int AddPage(PdfCanvas page, int number, int tree, int resources)
    {
        var frame = new PageFrame(setup, styles, flow).Draw(number, flow.Pages.Count);
        var content = file.AddCompressed([.. frame.ToArray(), .. page.ToArray()]);
        var size = $"{PdfSyntax.Number(setup.PageSize.Width)} {PdfSyntax.Number(setup.PageSize.Height)}";
        return file.Add($"<< /Type /Page /Parent {PdfSyntax.Reference(tree)} /MediaBox [0 0 {size}] "
            + $"/Resources {PdfSyntax.Reference(resources)} /Contents {PdfSyntax.Reference(content)} >>");
    }

    private string Fonts() => string.Join(' ', new[] { styles.Regular, styles.Bold }
        .Where(font => font.IsUsed)
        .Select(font => $"/{font.Resource} {PdfSyntax.Reference(font.Write(file))}"));

    private string Images() => string.Join(' ', images.Select((image, i) => $"/{ImageName(i)} {PdfSyntax.Reference(image.Write(file))}"));
}
