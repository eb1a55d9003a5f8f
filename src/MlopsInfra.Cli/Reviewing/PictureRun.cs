using MlopsInfra.Cli.CommandLine;
using MlopsInfra.Cli.Projects;
using MlopsInfra.Cli.Rehearsing;
using MlopsInfra.Cli.Reports;
using MlopsInfra.Cli.Running;
using MlopsInfra.Review.Pictures;

namespace MlopsInfra.Cli.Reviewing;

/// <summary><c>mlops local picture</c>: the architecture as SVG, drawn from what the program declares.</summary>
internal static class PictureRun
{
    /// <summary>Previews the program and writes the picture.</summary>
    /// <param name="settings">The command line.</param>
    /// <param name="file">The picture to write.</param>
    /// <param name="cancellationToken">Ctrl+C.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> ExecuteAsync(StackSettings settings, string file, CancellationToken cancellationToken)
    {
        await using var output = new SnapshotOutput(Console.Error, settings.Verbose);
        return await CommandRun.GuardAsync(output, async () =>
        {
            var stack = LocalStacks.Open(settings);
            var assembly = await ProgramAssembly.GetAsync(stack.Project, output, cancellationToken);
            await using var rehearsal = await Rehearsal.RunAsync(stack, assembly, output, cancellationToken);
            await DocumentFile.WriteAsync(file, SvgPicture.Draw(rehearsal.Snapshot), cancellationToken);
            return new RunReport(stack.Name, "picture", null, null, TimeSpan.Zero);
        });
    }
}
