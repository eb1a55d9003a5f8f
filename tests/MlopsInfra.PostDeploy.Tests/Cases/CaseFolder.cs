namespace MlopsInfra.PostDeploy.Tests.Cases;

/// <summary>A copy of a case's files, without what was recorded.</summary>
internal sealed class CaseFolder : IDisposable
{
    private readonly DirectoryInfo _folder = TestFolders.Create("mlops-case-");

    public CaseFolder(RecordedCase recorded)
    {
        foreach (var file in Directory.EnumerateFiles(recorded.Folder, "*", SearchOption.AllDirectories))
        {
            var relative = System.IO.Path.GetRelativePath(recorded.Folder, file);
            if (relative == "case.json") continue;
            var target = System.IO.Path.Combine(Path, relative);
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }

    public string Path => _folder.FullName;

    public void Write(string name, string text) => File.WriteAllText(System.IO.Path.Combine(Path, name), text);

    public void Dispose() => _folder.Delete(recursive: true);
}
