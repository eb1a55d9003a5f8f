using System.Diagnostics;
using System.Security.Cryptography;

namespace MlopsInfra.LocalEngine.State;

/// <summary>The file with the key of the secrets of all states of a folder. It is there as a whole or not at all.</summary>
/// <param name="path">The file.</param>
internal sealed class SecretKeyFile(string path)
{
    /// <summary>Reads the key, or makes one where there is none.</summary>
    /// <exception cref="DeploymentException">It can't be read, or not be written.</exception>
    public byte[] ReadOrCreate() => File.Exists(path) ? Read() : Create();

    /// <summary>Reads the key.</summary>
    /// <exception cref="DeploymentException">There is none, or it can't be read.</exception>
    public byte[] Read()
    {
        try
        {
            var key = Convert.FromBase64String(File.ReadAllText(path).Trim());
            return key.Length == SecretCipher.KeyLength
                ? key : throw SecretManager.Unreadable(
                    $"{path} is damaged: a key of {SecretCipher.KeyLength} bytes in base64 is expected.");
        }
        catch (FormatException exception)
        {
            throw SecretManager.Unreadable($"{path} is damaged: it is no base64.", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw SecretManager.Unreadable(
                $"The key of the state's secrets can't be read from {path}: {exception.Message}. Put the file back, it was "
                    + "made together with the state.", exception);
        }
    }

    private byte[] Create()
    {
        var key = RandomNumberGenerator.GetBytes(SecretCipher.KeyLength);
        var temporary = $"{path}.{Environment.ProcessId}.tmp";
        try
        {
            ClearUnfinished();
            PrivateFiles.Write(temporary, $"{Convert.ToBase64String(key)}\n");
            File.Move(temporary, path, overwrite: false);
            return key;
        }
        catch (IOException) when (File.Exists(path))
        {
            // Another stack's process was faster: its key is everybody's.
            File.Delete(temporary);
            return Read();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new DeploymentException(DeploymentErrorCodes.StateUnavailable,
                $"Can't write the key of the state's secrets to {path}: {exception.Message}", path, exception);
        }
    }

    // A process that was killed before its key was in place left it half-way.
    private void ClearUnfinished()
    {
        foreach (var file in Directory.EnumerateFiles(Path.GetDirectoryName(path)!, $"{Path.GetFileName(path)}.*.tmp"))
        {
            if (int.TryParse(file.Split('.')[^2], out var process) && !IsRunning(process)) File.Delete(file);
        }
    }

    private static bool IsRunning(int process)
    {
        try
        {
            using var found = Process.GetProcessById(process);
            return !found.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
