using MlopsInfra.LocalEngine.State;

namespace MlopsInfra.LocalCloud.Workloads.Python;

/// <summary>A Python of this machine.</summary>
/// <param name="Executable">The interpreter's own path.</param>
/// <param name="Version">Its version, as in <c>3.11.2</c>.</param>
/// <param name="UserBase">Where the packages are that its user installed for himself; null for nowhere.</param>
/// <param name="Packages">Versions of the packages that were asked for and are there, by their normalized names.</param>
internal sealed record PythonInstallation(string Executable, string Version, string? UserBase,
    IReadOnlyDictionary<string, string> Packages)
{
    /// <summary>Makes commands <c>python</c> and <c>python3</c> that start it, and answers the folder.</summary>
    /// <param name="folder">The folder that they are put into.</param>
    public string LinkInto(string folder)
    {
        foreach (var name in (string[])["python", "python3"]) AddCommand(folder, name);
        return folder;
    }

    /// <summary>Makes a command that starts it.</summary>
    /// <param name="folder">The folder that the command is put into.</param>
    /// <param name="name">The command's name.</param>
    /// <param name="arguments">What comes before the arguments that the command is given.</param>
    public void AddCommand(string folder, string name, params string[] arguments)
    {
        PrivateFiles.CreateFolder(folder);
        var file = Path.Combine(folder, name);
        // A link would lose the packages of a virtual environment, which are found from where the interpreter lies.
        PrivateFiles.Write(file, $"#!/bin/sh\nexec {string.Join(' ', arguments.Prepend(Executable).Select(Quoted))} \"$@\"\n",
            program: true);
    }

    private static string Quoted(string word) => $"'{word.Replace("'", @"'\''", StringComparison.Ordinal)}'";
}
