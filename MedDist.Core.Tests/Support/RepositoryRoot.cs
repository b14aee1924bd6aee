namespace MedDist.Core.Tests.Support;

/// <summary>Finds the folder of the solution file, wherever the tests were built to.</summary>
public static class RepositoryRoot
{
    public static string Path { get; } = Find();

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "MedDist.Blazor.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"MedDist.Blazor.sln is in no folder above {AppContext.BaseDirectory}.");
    }
}
