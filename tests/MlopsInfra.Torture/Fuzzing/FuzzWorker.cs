using System.Globalization;
using MlopsInfra.Torture.Fuzzing.Mutations;
using MlopsInfra.Torture.Fuzzing.Readers;

namespace MlopsInfra.Torture.Fuzzing;

/// <summary>
/// A process that reads inputs: what aborts the process ends this one, not the run. On standard input it is told a reader,
/// numbers
/// of inputs and the seed, in a line; on standard output it says what it found.
/// </summary>
internal sealed class FuzzWorker : IDisposable
{
    /// <summary>The word on the command line.</summary>
    public const string Command = "fuzz-worker";

    /// <summary>The exit code where an input has no end.</summary>
    public const int HangCode = 70;

    // As small as the stack of any thread that the product reads on.
    private const int StackSize = 1024 * 1024;

    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private readonly Stream _output = Console.OpenStandardOutput();
    private readonly CurrentInput _current;
    private readonly InputWatch _watch = new();

    private FuzzWorker(string path) => _current = new CurrentInput(path);

    /// <summary>Works until standard input ends.</summary>
    /// <param name="args">The file for the current input; or a reader's name and a file to read once.</param>
    public static int Run(string[] args)
    {
        var exitCode = 0;
        var thread = new Thread(() => exitCode = args.Length > 1 ? ReadOnce(args[0], args[1]) : Work(args[0]), StackSize);
        thread.Start();
        thread.Join();
        return exitCode;
    }

    public void Dispose()
    {
        _current.Dispose();
        _watch.Dispose();
        _output.Dispose();
    }

    private static int ReadOnce(string reader, string file)
    {
        if (file == "seeds")
        {
            foreach (var one in AllReaders.Named(reader == "all" ? null : reader))
            {
                var refused = one.Seeds.Select(seed => Refusal(one, seed)).OfType<Exception>().ToList();
                Console.WriteLine($"{one.Name}: {one.Seeds.Count} seeds, {refused.Count} refused; "
                    + refused.FirstOrDefault()?.Message.Split('\n')[0]);
            }

            return 0;
        }

        try
        {
            AllReaders.Of(reader).Read(File.ReadAllBytes(file));
            Console.WriteLine("It is taken.");
        }
        catch (Exception exception)
        {
            Console.WriteLine($"{(AllReaders.Of(reader).Promises(exception) ? "Promised" : "Not promised")}: {exception}");
        }

        return 0;
    }

    private static Exception? Refusal(FuzzedReader reader, byte[] input)
    {
        try
        {
            reader.Read(input);
            return null;
        }
        catch (Exception exception)
        {
            return exception;
        }
    }

    private static int Work(string path)
    {
        using var worker = new FuzzWorker(path);
        Console.SetOut(TextWriter.Null);
        while (Console.In.ReadLine() is { } line)
        {
            var words = line.Split('\t');
            worker.ReadAll(AllReaders.Of(words[0]), long.Parse(words[1], CultureInfo.InvariantCulture),
                int.Parse(words[2], CultureInfo.InvariantCulture), int.Parse(words[3], CultureInfo.InvariantCulture));
            worker.Say("done");
        }

        return 0;
    }

    private void ReadAll(FuzzedReader reader, long first, int count, int seed)
    {
        for (var number = first; number < first + count; number++)
        {
            var input = Mutator.Next(new Random(StableHash.Of(reader.Name, seed, number)), reader.Seeds, reader.Words,
                reader.Form);
            _current.Set(number, input);
            if (Fault(reader, input) is not { } kind) continue;
            if (_known.Add($"{reader.Name} {kind}") && kind != FaultKind.Slow && kind != FaultKind.Large)
            {
                input = Minimizer.Smallest(input, smaller =>
                {
                    _current.Set(number, smaller);
                    return Fault(reader, smaller) == kind;
                });
            }

            Say($"fault\t{kind}\t{Convert.ToBase64String(input)}");
        }
    }

    private string? Fault(FuzzedReader reader, byte[] input)
    {
        var kind = Once(reader, input);
        // What was slow at first may have been the compiler's work.
        return kind == FaultKind.Slow ? Once(reader, input) : kind;
    }

    private string? Once(FuzzedReader reader, byte[] input)
    {
        _watch.Begin();
        string? kind = null;
        try
        {
            reader.Read(input);
        }
        catch (Exception exception)
        {
            if (!reader.Promises(exception)) kind = FaultKind.Of(exception);
        }

        return kind ?? _watch.End();
    }

    private void Say(string line)
    {
        _output.Write(System.Text.Encoding.UTF8.GetBytes(line + "\n"));
        _output.Flush();
    }
}
