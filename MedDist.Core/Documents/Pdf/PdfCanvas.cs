using System.Text;

namespace MedDist.Core.Documents.Pdf;

/// <summary>The drawing operators of one page, with distances measured from its top left corner (PDF itself counts from the bottom).</summary>
internal sealed class PdfCanvas(double pageHeight)
{
    private readonly StringBuilder operators = new();

    /// <summary>Sets one line of text, its first letter starting at x, inside a line box that begins at top.</summary>
    public void Text(TextStyle style, double x, double top, string line)
    {
        if (line.Length > 0)
        {
            Append($"BT /{style.Font.Resource} {Number(style.Size)} Tf {style.Color.Operands()} rg "
                + $"{Number(x)} {Number(pageHeight - top - style.Baseline)} Td <{style.Font.Encode(line)}> Tj ET");
        }
    }

    /// <summary>The same, its last letter ending at right.</summary>
    public void TextRight(TextStyle style, double right, double top, string line) => Text(style, right - style.Measure(line), top, line);

    public void Fill(PdfColor color, double x, double top, double width, double height) =>
        Append($"{color.Operands()} rg {Rectangle(x, top, width, height)} f");

    public void Frame(PdfColor color, double x, double top, double width, double height) =>
        Append($"{color.Operands()} RG 0.75 w {Rectangle(x, top, width, height)} S");

    public void Line(PdfColor color, double x, double top, double width) =>
        Append($"{color.Operands()} RG 0.5 w {Number(x)} {Number(pageHeight - top)} m {Number(x + width)} {Number(pageHeight - top)} l S");

    public void Picture(string resource, double x, double top, double width, double height) =>
        Append($"q {Number(width)} 0 0 {Number(height)} {Number(x)} {Number(pageHeight - top - height)} cm /{resource} Do Q");

    public byte[] ToArray() => Encoding.ASCII.GetBytes(operators.ToString());

    private static string Number(double value) => PdfSyntax.Number(value);

    private string Rectangle(double x, double top, double width, double height) =>
        $"{Number(x)} {Number(pageHeight - top - height)} {Number(width)} {Number(height)} re";

    private void Append(string line) => operators.Append(line).Append('\n');
}
