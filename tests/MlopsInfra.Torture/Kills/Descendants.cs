using System.Diagnostics;

namespace MlopsInfra.Torture.Kills;

/// <summary>Processes below a process, as Linux tells of them.</summary>
internal static class Descendants
{
    /// <summary>The processes that one has started, and those that they have.</summary>
    public static IReadOnlyList<int> Of(int process)
    {
        List<int> all = [];
        var queue = new Queue<int>([process]);
        while (queue.TryDequeue(out var parent))
        {
            foreach (var task in Tasks(parent))
            {
                foreach (var child in Read(Path.Combine(task, "children")).Split(' ', StringSplitOptions.RemoveEmptyEntries))
                {
                    all.Add(int.Parse(child));
                    queue.Enqueue(all[^1]);
                }
            }
        }

        return all;
    }

    /// <summary>Kills one; that it has ended by itself is no error.</summary>
    public static void Kill(int process)
    {
        try
        {
            using var running = Process.GetProcessById(process);
            running.Kill();
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException)
        {
            Debug.WriteLine(exception.Message);
        }
    }

    /// <summary>Whether one runs; what has ended and is waited for by nobody does not.</summary>
    public static bool Runs(int process)
    {
        var status = Read($"/proc/{process}/stat");
        return status.Length > 0 && status[(status.LastIndexOf(')') + 2)..][0] is not ('Z' or 'X');
    }

    private static string[] Tasks(int process)
    {
        try
        {
            return Directory.GetDirectories($"/proc/{process}/task");
        }
        catch (IOException)
        {
            return [];
        }
    }

    private static string Read(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
