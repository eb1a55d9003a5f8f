namespace SdkGenerator;

/// <summary>The command line of the generator.</summary>
internal static class Program
{
    private static int Main(string[] args) => Commands.Run(args, Console.Out, Console.Error);
}
