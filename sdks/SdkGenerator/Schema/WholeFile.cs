namespace SdkGenerator.Schema;

/// <summary>Writes a file as a whole or not at all.</summary>
internal static class WholeFile
{
    /// <summary>Writes the text beside the file first, and puts it in the file's place when it is complete.</summary>
    public static void Write(string path, string content)
    {
        var unfinished = $"{path}.{Environment.ProcessId}.tmp";
        try
        {
            File.WriteAllText(unfinished, content);
            File.Move(unfinished, path, overwrite: true);
        }
        catch
        {
            File.Delete(unfinished);
            throw;
        }
    }
}
