using System.Globalization;

namespace MlopsInfra.Benchmarks;

/// <summary>What the Linux kernel says of a process and its descendants; they may end at any moment.</summary>
internal static class ProcessTree
{
    // The unit of times in /proc, the same on every Linux that .NET runs on.
    private const double TicksPerSecond = 100;

    /// <summary>The largest high-water mark of resident memory among them, in MB (10^6 bytes).</summary>
    public static double PeakMegabytes(int id) => Children(id).Select(PeakMegabytes).Append(HighWaterMark(id)).Max();

    /// <summary>
    /// Processor time of all of them, those that have ended included as soon as their parent has taken note of it.
    /// </summary>
    public static TimeSpan Cpu(int id) => Children(id).Select(Cpu).Aggregate(OwnCpu(id), (sum, time) => sum + time);

    private static IEnumerable<int> Children(int id)
    {
        try
        {
            return [.. Directory.EnumerateDirectories($"/proc/{id}/task")
                .SelectMany(task => File.ReadAllText($"{task}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries))
                .Select(int.Parse)];
        }
        catch (IOException)
        {
            // It ended between two looks: what was seen of it so far counts.
            return [];
        }
    }

    private static double HighWaterMark(int id) => Read($"/proc/{id}/status")?.Split('\n')
        .Where(line => line.StartsWith("VmHWM:", StringComparison.Ordinal))
        .Select(line => double.Parse(line.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries)[1],
            CultureInfo.InvariantCulture) * 1024 / 1e6)
        .FirstOrDefault() ?? 0;

    // Fields 14 to 17: user and system time of its own, user and system time of its children that have ended.
    private static TimeSpan OwnCpu(int id) => Read($"/proc/{id}/stat") is { } stat
        ? TimeSpan.FromSeconds(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[11..15]
            .Sum(field => double.Parse(field, CultureInfo.InvariantCulture)) / TicksPerSecond)
        : TimeSpan.Zero;

    private static string? Read(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (IOException)
        {
            return null;
        }
    }
}
