using MedDist.Core.Tests.Documents.Pdf;
using Shouldly;
using Xunit;

namespace MedDist.Core.Tests.Support;

public class PopplerTests
{
    [Fact]
    public void A_missing_tool_fails_with_what_to_install() =>
        Should.Throw<InvalidOperationException>(() => Poppler.Run("pdftotext-that-is-not-there", Draft.OneOfEverything(), []))
            .Message.ShouldContain("Install poppler");

    [Fact]
    public void A_damaged_file_fails() =>
        Should.Throw<InvalidOperationException>(() => PdfText.Read(Draft.OneOfEverything()[..500])).Message.ShouldContain("does not accept the PDF");
}
