using System.Reflection;
using MlopsInfra.LocalEngine.State;

namespace MlopsInfra.LocalCloud.Workloads.Serving;

/// <summary>The server of entry scripts: a program in Python that this assembly carries.</summary>
internal static class RunnerFiles
{
    private const string Prefix = "runner/";

    // Deployments start side by side, and all of them use the one folder.
    private static readonly Lock Extracting = new();

    /// <summary>Writes the program into a folder, where it is not there as it is here.</summary>
    /// <param name="folder">The folder; made if it is missing.</param>
    /// <returns>The file that Python is to run.</returns>
    public static string Extract(string folder)
    {
        lock (Extracting) ExtractAll(folder);
        return Path.Combine(folder, "serve.py");
    }

    private static void ExtractAll(string folder)
    {
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            var content = new byte[stream.Length];
            stream.ReadExactly(content);
            var path = Path.Combine(folder, name[Prefix.Length..].Replace('\\', '/'));
            if (File.Exists(path) && File.ReadAllBytes(path).AsSpan().SequenceEqual(content)) continue;
            PrivateFiles.CreateFolder(Path.GetDirectoryName(path)!);
            PrivateFiles.Write(path, content);
        }
    }
}
