@echo off
rem Runs Lanewise from a source checkout (building it if it was not built yet) or from an unpacked distribution. Each line ends with CR and LF: without, labels are not always found.
setlocal
for %%d in ("%~dp0..") do set "ROOT=%%~fd"
set "JDK="
for %%d in ("%LANEWISE_JAVA_HOME%" "%ROOT%\runtime" "%JAVA_HOME%" "%JAVA_HOME_25_X64%") do if not defined JDK call :try "%%~d"
for %%j in (java.exe) do if not defined JDK call :try "%%~dp$PATH:j.."
for /d %%d in ("%ProgramFiles%\Eclipse Adoptium\jdk-25*" "%ProgramFiles%\Java\jdk-25*" "%ProgramFiles%\Microsoft\jdk-25*" "%ProgramFiles%\Zulu\zulu-25*" "%USERPROFILE%\.jdks\*25*") do if not defined JDK call :try "%%~d"
if not defined JDK goto none
if exist "%ROOT%\lib" goto unpacked
set "JARS=%ROOT%\cli\target\classes;%ROOT%\cli\target\lib\*"
if exist "%ROOT%\cli\target\lib\lanewise-core.jar" goto tune
echo Building Lanewise with the JDK in %JDK%; this happens once. 1>&2
set "JAVA_HOME=%JDK%"
pushd "%ROOT%"
call mvnw.cmd -q -pl cli -am -Dmaven.test.skip=true package 1>&2
set "CODE=%ERRORLEVEL%"
popd
if not "%CODE%"=="0" exit /b 1
goto tune

:unpacked
set "JARS=%ROOT%\lib\*"

:tune
rem Commands that compute nothing start without the Vector API and with the cheapest compiler.
set "TUNING=--add-modules jdk.incubator.vector -XX:MaxRAMPercentage=50"
set "SHORT="
if "%~1"=="" set "SHORT=help"
for %%c in (-h --help) do if "%~1"=="%%c" set "SHORT=help"
for %%c in (-V --version) do if "%~1"=="%%c" set "SHORT=version"
for %%c in (help models run completion man) do if "%~1"=="%%c" set "SHORT=%%c"
if defined SHORT set "TUNING=-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
if not "%~1"=="predict" goto keep
set "SHORT=predict"
set "TUNING=%TUNING% -XX:+UseSerialGC"

:keep
rem What ends soon starts sooner with the classes that the JVM laid down at the end of an earlier start.
set "ARCHIVE="
set "CACHE=%LOCALAPPDATA%\lanewise"
if not defined SHORT goto start
if not defined LOCALAPPDATA goto start
if not exist "%ROOT%\lib" goto start
if not exist "%CACHE%" mkdir "%CACHE%" 2>nul
set ARCHIVE=-XX:+AutoCreateSharedArchive "-XX:SharedArchiveFile=%CACHE%\%SHORT%.jsa" -Xlog:disable

:start
"%JDK%\bin\java" %TUNING% %ARCHIVE% "-Dlanewise.plugins=%ROOT%\plugins" %LANEWISE_JAVA_OPTS% -cp "%JARS%" dev.lanewise.cli.Main %*
exit /b %ERRORLEVEL%

:none
echo No JDK 25 or newer was found: install one, or name its directory in LANEWISE_JAVA_HOME. 1>&2
exit /b 2

rem JAVA_VERSION="25.0.3": without the quotes, up to the first point.
:try
if not exist "%~1\bin\java.exe" exit /b
if not exist "%~1\release" exit /b
for /f "tokens=2 delims==" %%v in ('findstr /b JAVA_VERSION= "%~1\release"') do for /f "delims=.-+" %%n in ("%%~v") do if %%n geq 25 set "JDK=%~1"
exit /b
